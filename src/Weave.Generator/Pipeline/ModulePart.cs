using Weave.Analyzer.Codecs;
using Weave.Analyzer.Evolution;
using Weave.Analyzer.Support;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>What one woven method adds to the files of the whole module, its contracts apart: they change with its body.</summary>
/// <param name="Registration">The statement that registers it, or null.</param>
/// <param name="Codecs">What its values need to travel.</param>
/// <param name="Migrations">What makes its variables of old ones.</param>
sealed record ModulePart(Registration? Registration, CodecPlan Codecs, EquatableArray<MigrationModel> Migrations)
{
    /// <summary>That of a method.</summary>
    public static ModulePart Of(WovenMethod method) => new(method.Registration, method.Codecs, method.Migrations);
}

using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;

namespace Weave.Generator.Pipeline;

/// <summary>What one woven method adds to the contracts of the module.</summary>
/// <param name="Text">Its own.</param>
/// <param name="Layouts">Those of the types it reaches.</param>
sealed record ContractsPart(string Text, EquatableArray<LayoutModel> Layouts)
{
    /// <summary>That of a method.</summary>
    public static ContractsPart Of(WovenMethod method) => new(method.Contracts, method.Codecs.Layouts);
}

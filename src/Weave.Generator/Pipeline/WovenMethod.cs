using Weave.Analyzer.Codecs;
using Weave.Analyzer.Evolution;
using Weave.Analyzer.Support;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>What the transform of one marked method gives the pipeline: text and plans, no symbols.</summary>
/// <param name="Name">Names the file.</param>
/// <param name="Source">The file.</param>
/// <param name="Registration">The statement that registers it; null for a function without a body.</param>
/// <param name="Codecs">What its values need to travel.</param>
/// <param name="Contracts">Its part of the module's contracts.</param>
/// <param name="Migrations">What makes its variables of old ones.</param>
sealed record WovenMethod(string Name, string Source, Registration? Registration, CodecPlan Codecs, string Contracts, EquatableArray<MigrationModel> Migrations);

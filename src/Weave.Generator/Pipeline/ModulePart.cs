using Weave.Analyzer.Codecs;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>What one woven method adds to the files of the whole module.</summary>
/// <param name="Registration">The statement that registers it, or null.</param>
/// <param name="Codecs">What its values need to travel.</param>
sealed record ModulePart(Registration? Registration, CodecPlan Codecs);

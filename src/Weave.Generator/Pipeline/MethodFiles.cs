using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>What was written for one method.</summary>
/// <param name="Candidate">The method.</param>
/// <param name="Woven">What the module has to know of it.</param>
/// <param name="Files">Its files.</param>
/// <param name="HasForwarder">True if intercepted calls can enter it.</param>
sealed record MethodFiles(Candidate Candidate, WovenMethod Woven, IReadOnlyList<GeneratedFile> Files, bool HasForwarder);

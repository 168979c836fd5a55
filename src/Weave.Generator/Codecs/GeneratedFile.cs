using Weave.Analyzer.Codecs;

namespace Weave.Generator.Codecs;

/// <summary>A file of generated code.</summary>
/// <param name="HintName">Unique in the compilation, also where case does not count; short enough for any file system.</param>
/// <param name="Text">The code.</param>
sealed record GeneratedFile(string HintName, string Text);

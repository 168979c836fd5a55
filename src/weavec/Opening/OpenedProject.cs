using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Tool.Opening;

/// <summary>A compilation as the build makes it, without what generators add: just what the weaving generator sees.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Compilation">Its source and references.</param>
/// <param name="Folder">The folder of the project; null for a single file.</param>
sealed record OpenedProject(string Name, CSharpCompilation Compilation, string? Folder = null);

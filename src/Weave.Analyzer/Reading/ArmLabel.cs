using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>One way into a section.</summary>
/// <param name="Head">The label up to its guard, as code writes it in a switch statement, without the colon.</param>
/// <param name="Pattern">Its pattern or constant; null for default.</param>
/// <param name="When">Its guard, or null.</param>
/// <param name="Guard">The guard as text, with a space before it; empty for none.</param>
sealed record ArmLabel(string Head, CSharpSyntaxNode? Pattern, WhenClauseSyntax? When, string Guard);

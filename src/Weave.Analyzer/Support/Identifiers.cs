using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Analyzer.Support;

/// <summary>Names as they have to be written in C#.</summary>
static class Identifiers
{
    /// <summary>The name, with <c>@</c> before it if it is a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}

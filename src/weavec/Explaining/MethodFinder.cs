using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Tool.Opening;

namespace Weave.Tool.Explaining;

/// <summary>Finds the methods that a query is about.</summary>
static class MethodFinder
{
    public static IEnumerable<(OpenedProject Project, IMethodSymbol Method, MethodDeclarationSyntax Syntax)> Find(IEnumerable<OpenedProject> projects, Query query, CancellationToken cancel) =>
        from project in projects
        from tree in project.Compilation.SyntaxTrees
        where query.File is null || Path.GetFullPath(tree.FilePath) == query.File
        from syntax in tree.GetRoot(cancel).DescendantNodes().OfType<MethodDeclarationSyntax>()
        where query.Method is not null ? IsNamed(syntax, query.Method) : Contains(syntax, query.Line)
        let method = (IMethodSymbol?)project.Compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax, cancel)
        where method is not null && (query.Method is null || Matches(method, query.Method))
        select (project, method, syntax);

    static bool IsNamed(MethodDeclarationSyntax syntax, string name) => name.EndsWith(syntax.Identifier.ValueText, StringComparison.Ordinal);

    static bool Matches(IMethodSymbol method, string name) =>
        method.Name == name || ("." + method.ContainingType.ToDisplayString() + "." + method.Name).EndsWith("." + name, StringComparison.Ordinal);

    static bool Contains(MethodDeclarationSyntax syntax, int line)
    {
        var span = syntax.GetLocation().GetLineSpan();
        return span.StartLinePosition.Line < line && line <= span.EndLinePosition.Line + 1;
    }
}

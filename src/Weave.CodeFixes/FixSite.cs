using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Weave.CodeFixes;

/// <summary>The place that is fixed.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Root">The document's root.</param>
/// <param name="Node">What the rule points at.</param>
/// <param name="Semantics">The document's semantic model.</param>
/// <param name="Cancel">Ends the work.</param>
sealed record FixSite(Document Document, SyntaxNode Root, SyntaxNode Node, SemanticModel Semantics, CancellationToken Cancel)
{
    /// <summary>The method whose own code the place is, or null if it stands in a lambda or local function, or where nothing can stop.</summary>
    public MethodDeclarationSyntax? Function
    {
        get
        {
            foreach (var node in Node.AncestorsAndSelf())
            {
                switch (node)
                {
                    case MethodDeclarationSyntax method:
                        return method;
                    case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax or LockStatementSyntax or FixedStatementSyntax or UnsafeStatementSyntax
                        or CatchFilterClauseSyntax or MemberDeclarationSyntax:
                        return null;
                    default:
                        break;
                }
            }
            return null;
        }
    }

    /// <summary>How lines of this document end.</summary>
    public SyntaxTrivia Line => Root.DescendantTrivia().Where(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)).Append(SyntaxFactory.ElasticCarriageReturnLineFeed).First();

    /// <summary>The document with one node in the place of another.</summary>
    public Document Replace(SyntaxNode old, SyntaxNode with) => Document.WithSyntaxRoot(Root.ReplaceNode(old, with));

    /// <summary>How a type of this namespace is called here.</summary>
    public string NameOf(string space, string type) => Semantics.LookupNamespacesAndTypes(Node.SpanStart, name: type).OfType<INamedTypeSymbol>().Any(t => t.ContainingNamespace.ToDisplayString() == space)
        ? type
        : $"global::{space}.{type}";

    /// <summary>How an attribute of Weave is called here.</summary>
    public string Attribute(string name) => NameOf("Weave", name + "Attribute") == name + "Attribute" ? name : $"global::Weave.{name}";

    /// <summary>The function's type with a member more behind the function, and something else in the place of a node in it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="old">The node.</param>
    /// <param name="with">What stands for it.</param>
    /// <param name="member">The text of the member.</param>
    public Document ReplaceAndAdd(MethodDeclarationSyntax function, SyntaxNode old, SyntaxNode with, string member)
    {
        var type = (TypeDeclarationSyntax)function.Parent!;
        var added = SyntaxFactory.ParseMemberDeclaration(member)!
            .WithLeadingTrivia(Line).WithTrailingTrivia(Line).WithAdditionalAnnotations(Formatter.Annotation);
        var index = type.Members.IndexOf(function);
        var changed = function.ReplaceNode(old, with);
        var members = type.Members.Replace(function, changed);
        return Replace(type, type.WithMembers(members.Insert(index + 1, added)));
    }
}

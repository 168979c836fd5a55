using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Finds variables that a delegate may share with the function beyond the statement that makes it. After a capture the function has a copy of its own, so a
/// variable that anybody writes would be two: such a variable is pinned. A delegate that is only called here, or handed to a method of the base library that is
/// done with it when it returns, shares nothing.
/// </summary>
sealed class SharedVariables
{
    /// <summary>What a pinned variable's message says.</summary>
    public const string Reason = "it is shared with a lambda or local function that may run after the cut; keep it in a field, or give the lambda a copy";

    readonly SyntaxNode body;
    readonly SemanticModel semantics;
    readonly HashSet<string> captured = new(StringComparer.Ordinal);
    readonly HashSet<string> assigned;
    readonly HashSet<string> written;
    readonly HashSet<string> used;

    public SharedVariables(SyntaxNode body, SemanticModel semantics)
    {
        this.body = body;
        this.semantics = semantics;
        var functions = NestedFunctions.Of(body).LocalFunctions;
        foreach (var node in body.DescendantNodes())
        {
            if (node is AnonymousFunctionExpressionSyntax lambda && Escapes(lambda) || node is LocalFunctionStatementSyntax local && Escapes(local))
                captured.UnionWith(NestedFunctions.Mentioned(node).SelectMany(n => functions.TryGetValue(n, out var more) ? more.Append(n) : [n]));
        }
        // A variable of a condition becomes one for all iterations when its loop is resumed.
        var designated = body.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(static d => d.Identifier.ValueText).ToList();
        assigned = new(captured.Count == 0 ? [] : Writes.Direct(body).Concat(designated), StringComparer.Ordinal);
        used = new(captured.Count == 0 ? [] : Writes.Used(body, semantics), StringComparer.Ordinal);
        written = new(captured.Count == 0 ? [] : Writes.In(body).Concat(designated), StringComparer.Ordinal);
    }

    /// <summary>True if the variable must not be copied.</summary>
    public bool Contains(string name, ITypeSymbol? type)
    {
        var bare = name.TrimStart('@');
        return captured.Contains(bare) && ((type is { IsReferenceType: true } ? assigned : written).Contains(bare) || Writes.ChangesItself(type) && used.Contains(bare));
    }

    bool Escapes(AnonymousFunctionExpressionSyntax lambda)
    {
        if (lambda.AsyncKeyword.RawKind != 0)
            return true;
        SyntaxNode node = lambda;
        while (node.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            node = node.Parent;
        return node.Parent switch
        {
            InvocationExpressionSyntax => false,
            ArgumentSyntax argument => !IsDoneOnReturn(argument),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } declarator } => IsPassedOn(declarator.Identifier.ValueText),
            _ => true,
        };
    }

    bool Escapes(LocalFunctionStatementSyntax function) =>
        function.Modifiers.Any(SyntaxKind.AsyncKeyword)
        || function.DescendantNodes().Any(static n => n is YieldStatementSyntax)
        || IsPassedOn(function.Identifier.ValueText);

    /// <summary>True if a delegate variable or local function is used other than by calling it.</summary>
    bool IsPassedOn(string name) => body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name && use.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression != use,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax } member => member.Expression != use,
        MemberAccessExpressionSyntax member => member.Name != use,
        ArgumentSyntax argument => !IsDoneOnReturn(argument),
        NameColonSyntax or NameEqualsSyntax => false,
        _ => true,
    });

    bool IsDoneOnReturn(ArgumentSyntax argument)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax invocation)
            return false;
        if (invocation.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
            return true;
        if (semantics.GetSymbolInfo(invocation).Symbol is not IMethodSymbol method)
            return false;
        var original = (method.ReducedFrom ?? method).OriginalDefinition;
        var type = original.ContainingType.ToDisplayString();
        // List<Func<int>>.Add keeps it; List<T>.ForEach takes a delegate by its own signature.
        return original.Parameters.Any(static p => p.Type.TypeKind == TypeKind.Delegate)
            && eager.Contains(type);
    }

    static readonly HashSet<string> eager = new(StringComparer.Ordinal)
    {
        "System.Linq.Enumerable", "System.Array", "System.MemoryExtensions", "System.Threading.Tasks.Parallel", "System.Collections.Generic.List<T>",
        "System.Collections.Generic.HashSet<T>", "System.Collections.Generic.SortedSet<T>", "System.Collections.Generic.CollectionExtensions",
        "System.Collections.Concurrent.ConcurrentDictionary<TKey, TValue>", "string",
    };
}

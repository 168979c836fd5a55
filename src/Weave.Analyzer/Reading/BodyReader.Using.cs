using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Using statements and declarations with cuts: a try statement that disposes of the resource. A declaration's region is the rest of its block.</summary>
sealed partial class BodyReader
{
    void ReadUsing(UsingStatementSyntax statement, List<Node> nodes) => nodes.Add(InScope(scope =>
    {
        var waits = statement.AwaitKeyword.RawKind != 0;
        var body = new UsingBody([statement.Statement], waits, !waits || EndsNormally(statement), inner => ReadBodyInto(statement.Statement, inner));
        if (statement.Declaration is { } declaration)
        {
            ReadResources(declaration, 0, body, scope);
            return;
        }
        var expression = statement.Expression!;
        DeclareExpressionVariables(expression, scope);
        var resource = Spill(Lower(expression, scope), expression, null, scope, "resource");
        ReadDisposed(Name(resource), variables.Types[resource]!, statement, body, scope);
    }));

    void ReadUsingDeclaration(LocalDeclarationStatementSyntax local, SyntaxList<StatementSyntax> statements, int next, List<Node> nodes)
    {
        var rest = statements.Skip(next).ToList();
        var before = statements.Take(next).SelectMany(static s => s.DescendantNodes()).OfType<IdentifierNameSyntax>().Select(static n => n.Identifier.ValueText);
        if (rest.OfType<LocalFunctionStatementSyntax>().Select(static f => f.Identifier.ValueText).Intersect(before).Any())
            throw NotWoven(local, "a using declaration in front of a local function that is used before it,");
        var waits = local.AwaitKeyword.RawKind != 0;
        var ends = !waits || rest.Count == 0 || (semantics.AnalyzeControlFlow(rest[0], rest[rest.Count - 1]) is not { Succeeded: true, EndPointIsReachable: false } && !HidesEnd(rest));
        ReadResources(local.Declaration, 0, new(rest, waits, ends, inner => ReadStatements(statements, next, inner)), nodes);
    }

    /// <param name="Statements">What the resource is used in.</param>
    /// <param name="Waits">True for <c>await using</c>.</param>
    /// <param name="EndsNormally">False if nothing behind is ever reached by itself.</param>
    /// <param name="Read">Reads the statements.</param>
    sealed record UsingBody(IReadOnlyList<SyntaxNode> Statements, bool Waits, bool EndsNormally, Action<List<Node>> Read);

    /// <summary>Resources are made in order; each one's region begins before the next is made.</summary>
    void ReadResources(VariableDeclarationSyntax declaration, int index, UsingBody body, List<Node> nodes)
    {
        var declarator = declaration.Variables[index];
        var resource = ReadDeclarator(declaration, declarator, nodes);
        var inner = index + 1 == declaration.Variables.Count ? body : body with { Read = scope => ReadResources(declaration, index + 1, body, scope) };
        ReadDisposed(Name(resource), ((ILocalSymbol)semantics.GetDeclaredSymbol(declarator, cancel)!).Type, declarator, inner, nodes);
    }

    void ReadDisposed(string resource, ITypeSymbol type, SyntaxNode site, UsingBody body, List<Node> nodes)
    {
        if (type.TypeKind == TypeKind.Dynamic)
            throw NotWoven(site, "a dynamic resource");
        if (body.Waits)
            ReadPending(body.Statements, body.Read, ending => ReadDisposal(resource, type, DisposalOf(type, site), site, ending), body.EndsNormally, site, nodes);
        else
            nodes.Add(new TryNode(Protect(body.Read), new([]), MakeStatement(Disposal(resource, type), site), new([])));
    }

    /// <summary>As C# does it: through the interface unless the type is a ref struct; one of a value type where it stands; null is no resource.</summary>
    static string Disposal(string resource, ITypeSymbol type) => type switch
    {
        { IsRefLikeType: true } => $"{resource}.Dispose();",
        { TypeKind: TypeKind.TypeParameter } or { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } => $"{KnownNames.Dispose}(ref {resource});",
        _ => $"((global::System.IDisposable){resource})?.Dispose();",
    };

    /// <summary>The method that an <c>await using</c> waits for: one that can be called as it stands goes before the interface.</summary>
    IMethodSymbol DisposalOf(ITypeSymbol type, SyntaxNode site) =>
        semantics.LookupSymbols(site.SpanStart, type, "DisposeAsync").OfType<IMethodSymbol>()
            .FirstOrDefault(static m => !m.IsStatic && m.TypeParameters.Length == 0 && m.Parameters.All(static p => p.IsOptional || p.IsParams))
        ?? (IMethodSymbol)semantics.Compilation.GetTypeByMetadataName("System.IAsyncDisposable")!.GetMembers("DisposeAsync").Single();

    void ReadDisposal(string resource, ITypeSymbol type, IMethodSymbol method, SyntaxNode site, List<Node> nodes)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.TypeKind == TypeKind.TypeParameter)
            throw NotWoven(site, "await using of a nullable value");
        var task = method.ReturnType;
        if (!TaskTypes.IsAwaited(task))
            throw NotWoven(site, $"await of '{task.ToDisplayString()}'");
        var receiver = method.ContainingType.TypeKind == TypeKind.Interface && type.TypeKind != TypeKind.Interface ? $"((global::System.IAsyncDisposable){resource})" : resource;
        var call = MakeCode(SyntaxFactory.ParseExpression($"{KnownNames.ForeignAwait}({names.Context}, {receiver}.DisposeAsync())"), site);
        var value = TaskTypes.AwaitResult(task) is { } valueType ? TypeNames.Of(valueType) : "void";
        var anchored = site switch
        {
            UsingStatementSyntax { Expression: { } expression } => expression,
            CommonForEachStatementSyntax loop => AnchorOf(loop),
            _ => site,
        };
        var wait = new CallNode(NewCut(cuts.At(site)!, anchored), null, call, value);
        if (type.IsValueType)
            nodes.Add(wait);
        else
            nodes.Add(new IfNode(MakeCode(SyntaxFactory.ParseExpression($"{resource} is not null"), site), new BlockNode(new([wait]), new([])), null));
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Advice;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;

namespace Weave.CodeFixes;

/// <summary>A piece of a fragment function that becomes a step.</summary>
/// <param name="Unit">The piece.</param>
/// <param name="Call">What stands in its place.</param>
/// <param name="Step">The text of the step.</param>
sealed record Extraction(SyntaxNode Unit, SyntaxNode Call, string Step)
{
    /// <summary>What could be moved, smallest first.</summary>
    public static IEnumerable<SyntaxNode> Units(FixSite site)
    {
        if (site.Node is not ExpressionSyntax expression)
            yield break;
        while (expression.Parent is ConditionalAccessExpressionSyntax around)
            expression = around;
        SyntaxNode unit = Awaits.Around(expression) ?? expression;
        if (unit.Parent is not ExpressionStatementSyntax && unit is not NameSyntax)
            yield return unit;
        // Of a statement that goes on with the value, only a chain of calls that begins here: anything else may be somebody's to change.
        if (unit.FirstAncestorOrSelf<StatementSyntax>() is (ExpressionStatementSyntax { Expression: not AssignmentExpressionSyntax } or UsingStatementSyntax) and var statement
            && (statement is UsingStatementSyntax || statement.SpanStart == unit.SpanStart))
        {
            yield return statement;
        }
    }

    /// <summary>The piece as a step; null if it cannot be one.</summary>
    public static Extraction? Of(SyntaxNode unit, MethodDeclarationSyntax function, FixSite site)
    {
        if (Inputs.Of(unit, function, site) is not { } inputs || HoldsCuts(unit, site) || ChangesInPlace(unit, site))
            return null;
        var waits = unit.DescendantNodesAndSelf(static n => n is not AnonymousFunctionExpressionSyntax).OfType<AwaitExpressionSyntax>().ToList();
        var name = StepNames.Free(NameFor(site), site);
        var head = $"[{site.Attribute("Step")}]\n{(inputs.UsesThis ? "" : "static ")}";
        var parameters = $"{name}({string.Join(", ", inputs.Parameters)})";
        var call = $"{(waits.Count > 0 ? "await " : "")}{name}({string.Join(", ", inputs.Arguments)})";
        if (unit is StatementSyntax statement)
        {
            var body = statement is ExpressionStatementSyntax { Expression: var effect } ? BodyOf(effect, waits) : null;
            var async = waits.Count > 0 && body is null ? "async " : "";
            var text = $"{head}{async}{(waits.Count > 0 ? site.NameOf("System.Threading.Tasks", "Task") : "void")} {parameters}{(body is null ? $"\n{{\n{statement.WithoutTrivia()}\n}}" : $" => {body};")}";
            return new(unit, SyntaxFactory.ParseStatement(call + ";").WithTriviaFrom(statement), text);
        }
        var expression = (ExpressionSyntax)unit;
        // Where other tasks are awaited inside, the step would have to be async; that is the statement's business.
        if (BodyOf(expression, waits) is not { } value || ResultOf(expression, waits.Count > 0, site) is not { } result)
            return null;
        return new(unit, SyntaxFactory.ParseExpression(call).WithTriviaFrom(unit), $"{head}{result} {parameters} => {value};");
    }

    /// <summary>The body of a step that is one expression: it hands on the task that the function awaited.</summary>
    static string? BodyOf(ExpressionSyntax unit, List<AwaitExpressionSyntax> waits) =>
        waits.Count == 0 ? unit.WithoutTrivia().ToString()
        : waits.Count == 1 && waits[0] == unit ? Awaits.Awaited(waits[0]).WithoutTrivia().ToString()
        : null;

    /// <summary>The type of the step; null if what it gives cannot travel.</summary>
    static string? ResultOf(ExpressionSyntax unit, bool waits, FixSite site)
    {
        var given = waits ? Awaits.Awaited((AwaitExpressionSyntax)unit) : unit;
        if (site.Semantics.GetTypeInfo(given, site.Cancel).Type is not { SpecialType: not SpecialType.System_Void, TypeKind: not TypeKind.Error } type || (waits != TaskTypes.IsTask(type)))
            return null;
        var value = TaskTypes.Result(type);
        if (value is not null && (PinnedPaths.In(site.Semantics.Compilation, site.Cancel)("result", value) is not null || Inputs.IsOfMethod(value)))
            return null;
        if (!waits)
            type = type.WithNullableAnnotation(site.Semantics.GetTypeInfo(given, site.Cancel).Nullability.Annotation);
        return type.ToMinimalDisplayString(site.Semantics, site.Node.SpanStart);
    }

    /// <summary>True if it calls what has to be called in the fragment function itself.</summary>
    static bool HoldsCuts(SyntaxNode unit, FixSite site) => unit.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(c => site.Semantics.GetSymbolInfo(c, site.Cancel).Symbol is IMethodSymbol method
            && (Callee.MarkOf(method) != CalleeKind.Plain || method.ContainingType?.ToDisplayString() == Weave.Analyzer.KnownNames.Durable));

    /// <summary>True if it changes what a variable or the object holds: a step would change its own copy.</summary>
    static bool ChangesInPlace(SyntaxNode unit, FixSite site) => site.Semantics.GetOperation(unit, site.Cancel) is { } root
        && Operations.Under(root).SelectMany(Change.RootsOf).Any(r => r is not ILocalReferenceOperation { Local: var local } || !unit.Span.Contains(local.DeclaringSyntaxReferences[0].Span));

    static string NameFor(FixSite site)
    {
        var node = site.Node is AwaitExpressionSyntax awaited ? Awaits.Awaited(awaited) : site.Node;
        var name = site.Semantics.GetSymbolInfo(node, site.Cancel).Symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => "With" + type.Name,
            IMethodSymbol or IPropertySymbol => site.Semantics.GetSymbolInfo(node, site.Cancel).Symbol!.Name,
            _ => "Wait",
        };
        return name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name.Substring(0, name.Length - 5) : name;
    }
}

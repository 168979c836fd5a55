using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

sealed partial class BodyReader
{
    void ReadLoop(StatementSyntax loop, List<Node> nodes)
    {
        switch (loop)
        {
            case ForStatementSyntax each:
                nodes.Add(InScope(scope => ReadFor(each, scope), isFor: true));
                return;
            case WhileStatementSyntax each:
                nodes.Add(Unwrapped(InScope(scope => scope.Add(ReadLoopCore(each, each.Condition, null, [], each.Statement, null)), isFor: true)));
                return;
            case DoStatementSyntax each:
                nodes.Add(Unwrapped(InScope(scope => scope.Add(ReadLoopCore(each, null, each.Condition, [], each.Statement, null)), isFor: true)));
                return;
            case CommonForEachStatementSyntax each when ForEachShape.Of(each, semantics) is { Kind: not ForEachKind.Bound } shape:
                nodes.Add(InScope(scope => ReadForEach(each, shape, scope), isFor: !shape.Disposes && shape.Kind != ForEachKind.Awaited));
                return;
            default:
                throw Inside(loop);
        }
    }

    /// <summary>A scope that declares nothing is none.</summary>
    static Node Unwrapped(BlockNode scope) => scope.Declares.Count == 0 && scope.Nodes.Count == 1 ? scope.Nodes[0] : scope;

    void ReadFor(ForStatementSyntax loop, List<Node> nodes)
    {
        if (loop.Declaration is { } declaration)
        {
            if (declaration.Type is RefTypeSyntax or ScopedTypeSyntax { Type: RefTypeSyntax })
                ReadReferences(declaration, nodes);
            else
                ReadDeclaration(declaration, nodes);
        }
        foreach (var initializer in loop.Initializers)
            ReadSimple(initializer, nodes);
        nodes.Add(ReadLoopCore(loop, loop.Condition, null, [.. loop.Incrementors], loop.Statement, StripFinder.Of(loop, semantics)));
    }

    void ReadSimple(ExpressionSyntax expression, List<Node> nodes)
    {
        if (cuts.Holds(expression))
        {
            ReadExpressionStatement(expression, nodes);
            return;
        }
        DeclareExpressionVariables(expression);
        nodes.Add(new SliceNode(MakeStatement(Text(Compose(expression)) + ";", expression)));
    }

    /// <param name="loop">The loop statement.</param>
    /// <param name="condition">Before each iteration.</param>
    /// <param name="postCondition">After each iteration.</param>
    /// <param name="incrementors">After each iteration.</param>
    /// <param name="statement">The body.</param>
    /// <param name="strip">How it may be strip-mined.</param>
    /// <param name="begin">Declares what each iteration begins with.</param>
    LoopNode ReadLoopCore(
        StatementSyntax loop, ExpressionSyntax? condition, ExpressionSyntax? postCondition, IReadOnlyList<ExpressionSyntax> incrementors,
        StatementSyntax statement, Strip? strip, Action<List<Node>>? begin = null)
    {
        var number = ++loops;
        var poll = cuts.At(loop) is { Kind: CutKind.Loop } site ? NewCut(site, AnchorOf(loop)) : (int?)null;
        var parts = incrementors.Append(postCondition).OfType<ExpressionSyntax>().ToList();
        var ends = parts.Any(p => cuts.Holds(p) || p.DescendantNodes().Any(static n => n is SingleVariableDesignationSyntax));
        if (cuts.Holds(statement) || poll is null || ends)
            strip = null;
        var label = $"Next{number}";
        if (strip is null)
            continueLabels[loop] = label;
        else if (loop is ForStatementSyntax counted && StripFinder.Disguised(counted, strip, semantics) is var (array, uses))
            strip = strip with { Span = new(array, OverSpan(uses)) };
        var held = cuts.Requires(condition);
        if (held && DesignatedIn(condition!).Intersect(parts.SelectMany(static p => NestedFunctions.Mentioned(p))).Any())
            throw NotWoven(condition!, "a condition whose variables the loop's incrementors use,");
        if (!held)
            DeclareExpressionVariables(condition);
        var test = condition is null || held ? null : TestOf(condition, loop);
        var body = InScope(nodes =>
        {
            if (held)
            {
                // A condition with a cut is evaluated inside the body, where the cut can be the root of a statement.
                DeclareExpressionVariables(condition, nodes);
                var rest = AsBool(Lower(condition!, nodes), condition!);
                nodes.Add(new SliceNode(MakeStatement($"if (!{Parenthesized(rest)}) break;", condition!)));
            }
            begin?.Invoke(nodes);
            ReadBodyInto(statement, nodes);
        });
        if (ends)
        {
            var ending = InScope(nodes =>
            {
                foreach (var incrementor in incrementors)
                    ReadSimple(incrementor, nodes);
                if (postCondition is null)
                    return;
                DeclareExpressionVariables(postCondition, nodes);
                var rest = AsBool(Lower(postCondition, nodes), postCondition);
                nodes.Add(new SliceNode(MakeStatement($"if (!{Parenthesized(rest)}) break;", postCondition)));
            });
            return new(number, test, null, EquatableArray<Code>.Empty, body, ending, usedContinueLabels.Contains(label), poll, null);
        }
        var increments = incrementors.Select(i => MakeStatement(Text(Compose(i)) + ";", loop)).ToList();
        var post = postCondition is null ? null : TestOf(postCondition, loop);
        return new(number, test, post, new(increments), body, null, usedContinueLabels.Contains(label), poll, strip);
    }

    static IEnumerable<string> DesignatedIn(ExpressionSyntax expression) =>
        expression.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(static d => d.Identifier.ValueText);

    string OverSpan(IReadOnlyList<ElementAccessExpressionSyntax> uses)
    {
        var item = pool.Numbered("item");
        foreach (var use in uses)
            elements[use] = SyntaxFactory.IdentifierName(item);
        return item;
    }

    /// <summary>Reads a loop body's statements into the scope that already holds the iteration's locals.</summary>
    void ReadBodyInto(StatementSyntax statement, List<Node> nodes)
    {
        if (statement is BlockSyntax block)
            ReadStatements(block.Statements, nodes);
        else
            Guarded(() => ReadStatement(statement, nodes));
    }

    /// <summary>A condition without cuts. Parts of the source keep their own place; parts made here take the loop's.</summary>
    Code TestOf(ExpressionSyntax condition, SyntaxNode loop)
    {
        var test = AsBool(condition, condition);
        return MakeCode(test, test.SyntaxTree == loop.SyntaxTree ? null : condition.SyntaxTree == loop.SyntaxTree ? condition : loop);
    }

    static SyntaxNode AnchorOf(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax each => each.WithStatement(SyntaxFactory.EmptyStatement()),
        WhileStatementSyntax each => each.WithStatement(SyntaxFactory.EmptyStatement()),
        DoStatementSyntax each => each.WithStatement(SyntaxFactory.EmptyStatement()),
        CommonForEachStatementSyntax each => each.WithStatement(SyntaxFactory.EmptyStatement()),
        _ => loop,
    };
}

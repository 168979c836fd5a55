using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Reads the effect of cut-free code on variables. Sound by default: every identifier that names a variable is a use, wherever it stands; only the few
/// forms that certainly assign are kills.
/// </summary>
sealed class EffectReader(
    Func<string, int?> resolve, Func<int, bool> isReference, Func<ThrowStatementSyntax, int?> rethrown, IReadOnlyDictionary<string, HashSet<string>> localFunctions,
    JumpLabels labels)
{
    /// <summary>A set of uses and kills being gathered; a null <see cref="Kills"/> stands for "everything": the code never completes normally.</summary>
    sealed class Flow
    {
        public HashSet<int> Uses { get; } = [];

        public HashSet<int>? Kills { get; set; } = [];

        public Jumps Jumps { get; set; }

        public HashSet<string> Targets { get; } = new(StringComparer.Ordinal);

        /// <summary>Variables that an expression declares (out, patterns): nothing before it can mean them.</summary>
        public HashSet<int> Declared { get; } = [];
    }

    public Effect Read(params SyntaxNode?[] nodes)
    {
        var flow = new Flow();
        foreach (var node in nodes)
            Then(flow, Of(node));
        var jumps = flow.Jumps | (flow.Kills is null ? Jumps.Always : Jumps.None);
        return new(new(flow.Uses.OrderBy(static i => i)), new((flow.Kills ?? []).OrderBy(static i => i)), jumps) { Targets = new(flow.Targets.OrderBy(static t => t, StringComparer.Ordinal)) };
    }

    Flow Of(SyntaxNode? node) => node switch
    {
        null => new(),
        StatementSyntax statement => Statement(statement),
        VariableDeclarationSyntax declaration => Declaration(declaration),
        _ => Expression(node),
    };

    Flow Statement(StatementSyntax statement)
    {
        if (HoldsLabel(statement))
            return AnyOrder(statement);
        switch (statement)
        {
            case BlockSyntax block:
                return Sequence([.. block.Statements]);
            case LocalDeclarationStatementSyntax local:
                return Declaration(local.Declaration);
            case ExpressionStatementSyntax expression:
                return Expression(expression.Expression);
            case ReturnStatementSyntax ret:
                return Ends(Of(ret.Expression), Jumps.Return);
            case ThrowStatementSyntax thrown:
                var thrower = Of(thrown.Expression);
                if (rethrown(thrown) is { } caught)
                    thrower.Uses.Add(caught);
                return Ends(thrower, Jumps.None);
            case BreakStatementSyntax:
                return Ends(new(), Jumps.Break);
            case ContinueStatementSyntax:
                return Ends(new(), Jumps.Continue);
            case GotoStatementSyntax jump:
                var leaving = new Flow();
                AddTarget(jump, leaving);
                return Ends(leaving, Jumps.None);
            case IfStatementSyntax branch:
                return Then(Of(branch.Condition), Either(Of(branch.Statement), Of(branch.Else?.Statement)));
            case WhileStatementSyntax loop:
                return Then(Of(loop.Condition), Repeated(Of(loop.Statement)));
            case DoStatementSyntax loop:
                return Repeated(Sequence([loop.Statement, loop.Condition]));
            case ForStatementSyntax loop:
                return Then(Sequence([loop.Declaration, .. loop.Initializers, loop.Condition]), Repeated(Sequence([loop.Statement, .. loop.Incrementors])));
            case CommonForEachStatementSyntax loop:
                return Then(Of(loop.Expression), Repeated(Of(loop.Statement)));
            case SwitchStatementSyntax choice:
                return Switch(choice);
            case TryStatementSyntax attempt:
                return Try(attempt);
            case UsingStatementSyntax resource:
                return Sequence([resource.Declaration, resource.Expression, resource.Statement]);
            case LockStatementSyntax locked:
                return Sequence([locked.Expression, locked.Statement]);
            case CheckedStatementSyntax check:
                return Of(check.Block);
            case LocalFunctionStatementSyntax or EmptyStatementSyntax:
                return new();
            default:
                return AnyOrder(statement);
        }
    }

    static bool HoldsLabel(StatementSyntax statement) =>
        statement.DescendantNodesAndSelf(static n => n is StatementSyntax or SwitchSectionSyntax or ElseClauseSyntax or CatchClauseSyntax or FinallyClauseSyntax)
            .Any(static n => n is LabeledStatementSyntax);

    /// <summary>Code whose parts may run in any order: with labels inside, a goto may pass what comes first in the text.</summary>
    Flow AnyOrder(StatementSyntax statement)
    {
        var flow = new Flow();
        Gather(statement, flow, conditional: true);
        foreach (var node in statement.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            flow.Jumps |= node switch { BreakStatementSyntax => Jumps.Break, ContinueStatementSyntax => Jumps.Continue, ReturnStatementSyntax => Jumps.Return, _ => Jumps.None };
            if (node is GotoStatementSyntax jump)
                AddTarget(jump, flow);
        }
        // C# lets nobody read a variable of the code's own before the code has assigned it, whatever way it runs.
        flow.Uses.ExceptWith(flow.Declared);
        return flow;
    }

    /// <summary>A goto of the source, or of what is left of it: there it has its label's final name.</summary>
    void AddTarget(GotoStatementSyntax jump, Flow flow)
    {
        if (labels.TargetOf(jump) is { } target)
            flow.Targets.Add(labels.NameOf(target)!);
        else if (jump.Expression is IdentifierNameSyntax { Identifier.Text: var name } && jump.IsKind(SyntaxKind.GotoStatement))
            flow.Targets.Add(name);
    }

    Flow Sequence(SyntaxNode?[] nodes)
    {
        var flow = new Flow();
        foreach (var node in nodes)
            Then(flow, Of(node));
        return flow;
    }

    static Flow Then(Flow first, Flow second)
    {
        foreach (var use in second.Uses)
        {
            if (first.Kills?.Contains(use) == false)
                first.Uses.Add(use);
        }
        first.Jumps |= second.Jumps;
        first.Targets.UnionWith(second.Targets);
        if (first.Kills is not null && second.Kills is not null)
            first.Kills.UnionWith(second.Kills);
        else
            first.Kills = null;
        return first;
    }

    static Flow Ends(Flow flow, Jumps jumps)
    {
        flow.Jumps |= jumps;
        flow.Kills = null;
        return flow;
    }

    static Flow Either(Flow first, Flow second)
    {
        first.Uses.UnionWith(second.Uses);
        first.Jumps |= second.Jumps;
        first.Targets.UnionWith(second.Targets);
        if (first.Kills is null)
            first.Kills = second.Kills;
        else if (second.Kills is not null)
            first.Kills.IntersectWith(second.Kills);
        return first;
    }

    /// <summary>A body that may run any number of times: its kills are not certain, and its own breaks and continues end inside.</summary>
    static Flow Repeated(Flow body)
    {
        body.Kills = [];
        body.Jumps &= Jumps.Return;
        return body;
    }

    Flow Switch(SwitchStatementSyntax choice)
    {
        var sections = new Flow();
        foreach (var section in choice.Sections)
        {
            foreach (var label in section.Labels)
                sections.Uses.UnionWith(Expression(label).Uses);
            var body = Sequence([.. section.Statements]);
            sections.Uses.UnionWith(body.Uses);
            sections.Jumps |= body.Jumps & ~Jumps.Break;
            sections.Targets.UnionWith(body.Targets);
        }
        return Then(Of(choice.Expression), sections);
    }

    Flow Try(TryStatementSyntax attempt)
    {
        var flow = Of(attempt.Block);
        var ended = Of(attempt.Finally?.Block);
        if (attempt.Catches.Count > 0)
            flow.Kills = [];
        foreach (var clause in attempt.Catches)
        {
            foreach (var part in new SyntaxNode?[] { clause.Filter, clause.Block })
            {
                var handler = Of(part);
                flow.Uses.UnionWith(handler.Uses);
                flow.Jumps |= handler.Jumps;
                flow.Targets.UnionWith(handler.Targets);
            }
        }
        flow.Uses.UnionWith(ended.Uses);
        flow.Jumps |= ended.Jumps;
        flow.Targets.UnionWith(ended.Targets);
        if (ended.Kills is null)
            flow.Kills = null;
        else
            flow.Kills?.UnionWith(ended.Kills);
        return flow;
    }

    Flow Declaration(VariableDeclarationSyntax declaration)
    {
        var flow = new Flow();
        foreach (var declarator in declaration.Variables)
        {
            if (declarator.Initializer is null)
                continue;
            var next = Expression(declarator.Initializer.Value);
            if (resolve(declarator.Identifier.ValueText) is { } index)
                next.Kills?.Add(index);
            Then(flow, next);
        }
        return flow;
    }

    Flow Expression(SyntaxNode node)
    {
        var flow = new Flow();
        Gather(node, flow, conditional: false);
        flow.Uses.ExceptWith(flow.Declared);
        flow.Kills?.UnionWith(flow.Declared);
        return flow;
    }

    /// <summary>Adds the uses under <paramref name="node"/>, and its kills unless it may not be evaluated.</summary>
    void Gather(SyntaxNode node, Flow flow, bool conditional)
    {
        switch (node)
        {
            case IdentifierNameSyntax name:
                Use(name.Identifier.ValueText, flow);
                return;
            case GenericNameSyntax generic:
                Use(generic.Identifier.ValueText, flow);
                return;
            case MemberAccessExpressionSyntax member:
                Gather(member.Expression, flow, conditional);
                return;
            case NameColonSyntax or NameEqualsSyntax or TypeSyntax:
                return;
            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }:
                return;
            case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                var outer = hidden;
                hidden = [.. outer, .. NestedFunctions.Parameters(node)];
                foreach (var child in node.ChildNodes())
                    Gather(child, flow, conditional: true);
                hidden = outer;
                return;
            case SingleVariableDesignationSyntax designation:
                Declare(designation, flow);
                return;
            case AssignmentExpressionSyntax assignment:
                Assignment(assignment, flow, conditional);
                return;
            case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword } argument:
                Target(argument.Expression, flow, conditional);
                return;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression } logical:
                Gather(logical.Left, flow, conditional);
                Gather(logical.Right, flow, conditional: true);
                return;
            case ConditionalExpressionSyntax choice:
                Gather(choice.Condition, flow, conditional);
                Gather(choice.WhenTrue, flow, conditional: true);
                Gather(choice.WhenFalse, flow, conditional: true);
                return;
            case ConditionalAccessExpressionSyntax access:
                Gather(access.Expression, flow, conditional);
                Gather(access.WhenNotNull, flow, conditional: true);
                return;
            case SwitchExpressionSyntax choice:
                Gather(choice.GoverningExpression, flow, conditional);
                foreach (var arm in choice.Arms)
                    Gather(arm, flow, conditional: true);
                return;
            case QueryExpressionSyntax or StatementSyntax:
                foreach (var child in node.ChildNodes())
                    Gather(child, flow, conditional: true);
                return;
            default:
                foreach (var child in node.ChildNodes())
                    Gather(child, flow, conditional);
                return;
        }
    }

    void Assignment(AssignmentExpressionSyntax assignment, Flow flow, bool conditional)
    {
        if (assignment.Parent is InitializerExpressionSyntax)
        {
            // The left side names a member of the new object, not a variable.
            if (assignment.Left is not IdentifierNameSyntax)
                Gather(assignment.Left, flow, conditional);
            Gather(assignment.Right, flow, conditional);
            return;
        }
        var simple = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
        if (!simple)
            Gather(assignment.Left, flow, conditional);
        Gather(assignment.Right, flow, conditional || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression));
        if (!simple)
            return;
        if (assignment.Right is RefExpressionSyntax && assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && resolve(name) is { } reference)
            Kill(reference, flow, conditional);
        else
            Target(assignment.Left, flow, conditional);
    }

    /// <summary>The left side of an assignment, or an out argument.</summary>
    void Target(ExpressionSyntax target, Flow flow, bool conditional)
    {
        switch (target)
        {
            case IdentifierNameSyntax name when resolve(name.Identifier.ValueText) is { } index && !isReference(index):
                Kill(index, flow, conditional);
                return;
            case DeclarationExpressionSyntax declaration:
                foreach (var designation in declaration.DescendantNodes().OfType<SingleVariableDesignationSyntax>())
                    Declare(designation, flow);
                return;
            case TupleExpressionSyntax tuple:
                foreach (var argument in tuple.Arguments)
                    Target(argument.Expression, flow, conditional);
                return;
            default:
                Gather(target, flow, conditional);
                return;
        }
    }

    /// <summary>A designation of the function's own body; one in a lambda may hide a variable of ours.</summary>
    void Declare(SingleVariableDesignationSyntax designation, Flow flow)
    {
        if (resolve(designation.Identifier.ValueText) is { } index
            && !designation.Ancestors().Any(static a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        {
            flow.Declared.Add(index);
        }
    }

    /// <summary>Names that mean a parameter of a lambda or local function here, not a variable of ours.</summary>
    HashSet<string> hidden = [];

    static void Kill(int index, Flow flow, bool conditional)
    {
        if (!conditional)
            flow.Kills?.Add(index);
    }

    void Use(string name, Flow flow)
    {
        if (hidden.Contains(name))
            return;
        if (resolve(name) is { } index)
            flow.Uses.Add(index);
        if (localFunctions.TryGetValue(name, out var captured))
        {
            foreach (var variable in captured)
            {
                if (resolve(variable) is { } used)
                    flow.Uses.Add(used);
            }
        }
    }
}

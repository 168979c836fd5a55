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
    void ReadStatements(SyntaxList<StatementSyntax> statements, List<Node> nodes)
    {
        foreach (var statement in statements)
        {
            cancel.ThrowIfCancellationRequested();
            Guarded(() => ReadStatement(statement, nodes));
        }
    }

    void ReadStatement(StatementSyntax statement, List<Node> nodes)
    {
        switch (statement)
        {
            case LocalDeclarationStatementSyntax local:
                ReadLocal(local, nodes);
                return;
            case EmptyStatementSyntax:
                return;
            case LabeledStatementSyntax labeled:
                ReadLabeled(labeled, nodes);
                return;
            case BlockSyntax block when cuts.Holds(block):
                nodes.Add(ReadBlock(block));
                return;
            case ReturnStatementSyntax { Expression: { } value } when cuts.Holds(value):
                ReadReturn(value, nodes);
                return;
            case ReturnStatementSyntax ret:
                DeclareExpressionVariables(ret.Expression);
                nodes.Add(new ReturnNode(ret.Expression is null ? null : MakeCode(ret.Expression)));
                return;
            case not null when !cuts.Holds(statement):
                DeclareExpressionVariables(ScopeOfVariables(statement));
                nodes.Add(new SliceNode(MakeCode(statement), IsBaseCase(statement)));
                return;
            case ExpressionStatementSyntax expression:
                ReadExpressionStatement(expression.Expression, nodes);
                return;
            case IfStatementSyntax branch:
                ReadIf(branch, nodes);
                return;
            case SwitchStatementSyntax choice:
                ReadSwitch(choice, nodes);
                return;
            case TryStatementSyntax attempt:
                ReadTry(attempt, nodes);
                return;
            case ThrowStatementSyntax { Expression: { } thrown }:
                DeclareExpressionVariables(thrown, nodes);
                nodes.Add(Throw(thrown, statement, nodes));
                return;
            case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax:
                ReadLoop(statement!, nodes);
                return;
            default:
                throw Inside(statement!);
        }
    }

    /// <summary>A required cut inside a statement that cannot be re-entered.</summary>
    RefusedException Inside(StatementSyntax statement)
    {
        var site = statement.DescendantNodes().FirstOrDefault(n => cuts.At(n) is { Kind: not CutKind.Loop });
        var name = site is null ? "a cut" : cuts.At(site)!.Segment;
        return new(new(Rules.CutInside, (site ?? statement).GetLocation(), name, Describe(statement)));
    }

    static string Describe(SyntaxNode node) => node switch
    {
        UsingStatementSyntax => "a using statement",
        LockStatementSyntax => "a lock",
        CheckedStatementSyntax => "a checked or unchecked block",
        FixedStatementSyntax => "a fixed statement",
        UnsafeStatementSyntax => "an unsafe block",
        CatchClauseSyntax => "a catch clause",
        FinallyClauseSyntax => "a finally clause",
        CommonForEachStatementSyntax => "a foreach over a sequence whose enumerator cannot be saved (take a snapshot with ToArray())",
        _ => $"a {node.Kind()}",
    };

    /// <summary>The expressions of a copied statement whose out and pattern variables are in scope after it.</summary>
    static SyntaxNode? ScopeOfVariables(StatementSyntax statement) => statement switch
    {
        ExpressionStatementSyntax expression => expression.Expression,
        IfStatementSyntax branch => branch.Condition,
        ThrowStatementSyntax thrown => thrown.Expression,
        _ => null,
    };

    bool IsBaseCase(StatementSyntax statement) =>
        statement is IfStatementSyntax { Else: null } branch
        && Purity.IsPure(branch.Condition, semantics)
        && (branch.Statement is BlockSyntax { Statements: { Count: 1 } inner } ? inner[0] : branch.Statement) is ReturnStatementSyntax ret
        && (ret.Expression is null || Purity.IsPure(ret.Expression, semantics));

    BlockNode ReadBlock(BlockSyntax block)
    {
        RefuseClosedScopes(block.Statements);
        return InScope(nodes => ReadStatements(block.Statements, nodes));
    }

    /// <summary>A branch or body: a scope of its own whether the source has braces or not.</summary>
    BlockNode ReadEmbedded(StatementSyntax statement) =>
        statement is BlockSyntax block ? ReadBlock(block) : InScope(nodes => Guarded(() => ReadStatement(statement, nodes)));

    /// <summary>True for a declaration after which nothing in its block can be re-entered: its scope is a try region, or it refers to a place.</summary>
    internal static bool ClosesScope(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or LocalDeclarationStatementSyntax { Declaration.Type: RefTypeSyntax or ScopedTypeSyntax };

    void RefuseClosedScopes(SyntaxList<StatementSyntax> statements)
    {
        var open = false;
        foreach (var statement in statements)
        {
            if (open && cuts.Requires(statement))
            {
                var site = statement.DescendantNodesAndSelf().First(n => cuts.At(n) is { Kind: not CutKind.Loop });
                Refusals.Add(new(Rules.CutInside, site.GetLocation(), cuts.At(site)!.Segment, "the scope of a using declaration or ref local"));
            }
            open |= ClosesScope(statement);
        }
    }

    void ReadLocal(LocalDeclarationStatementSyntax local, List<Node> nodes)
    {
        if (local.AwaitKeyword.RawKind != 0)
            throw NotWoven(local, "await using");
        if (local.IsConst || local.UsingKeyword.RawKind != 0 || local.Declaration.Type is RefTypeSyntax or ScopedTypeSyntax)
        {
            if (cuts.Requires(local))
                throw NotWoven(local, "this declaration");
            nodes.Add(new SliceNode(MakeCode(local)));
            return;
        }
        ReadDeclaration(local.Declaration, nodes);
    }

    void ReadDeclaration(VariableDeclarationSyntax declaration, List<Node> nodes)
    {
        var sourceType = Text(declaration.Type);
        void Declare(ISymbol? symbol, SyntaxNode node, Code? init)
        {
            if (symbol is null || !ahead.TryGetValue(symbol, out var index))
                nodes.Add(new DeclareNode(DeclareLocal(symbol, node), sourceType, init));
            else if (init is not null)
                nodes.Add(new SliceNode(init with { Text = $"{Name(index)} = {init.Text};", Hoisted = $"{Name(index)} = {init.Hoisted};", Effect = init.Effect with { Kills = new([.. init.Effect.Kills, index]) } }));
        }
        foreach (var declarator in declaration.Variables)
        {
            var symbol = semantics.GetDeclaredSymbol(declarator, cancel);
            if (declarator.Initializer is not { } initializer)
            {
                Declare(symbol, declarator, null);
                continue;
            }
            if (!cuts.Holds(initializer.Value))
            {
                DeclareExpressionVariables(initializer.Value);
                var init = initializer.Value is InitializerExpressionSyntax array
                    ? MakeCode(SyntaxFactory.ParseExpression($"new {TypeNames.Of(((ILocalSymbol)symbol!).Type)} {Text(Compose(array))}"), array)
                    : MakeCode(initializer.Value);
                Declare(symbol, declarator, init);
                continue;
            }
            DeclareExpressionVariables(initializer.Value, nodes);
            if (initializer.Value is InitializerExpressionSyntax elements)
            {
                var made = LowerArray(elements, ((ILocalSymbol)symbol!).Type, nodes);
                Declare(symbol, declarator, MakeCode(made, elements));
                continue;
            }
            if (RootSite(initializer.Value) is { } site && ResultOf(site) is { } type && symbol is ILocalSymbol declared && !ahead.ContainsKey(declared)
                && SymbolEqualityComparer.IncludeNullability.Equals(type, declared.Type))
            {
                var (call, resultType, cut) = MakeCall(site, nodes);
                nodes.Add(new CallNode(cut, DeclareLocal(symbol, declarator), call, resultType));
                continue;
            }
            var value = Lower(initializer.Value, nodes);
            Declare(symbol, declarator, MakeCode(value, initializer.Value));
        }
    }

    void ReadExpressionBody(ExpressionSyntax expression, List<Node> nodes)
    {
        if (result is not null)
        {
            ReadReturn(expression, nodes);
        }
        else if (cuts.Holds(expression))
        {
            ReadExpressionStatement(expression, nodes);
        }
        else
        {
            DeclareExpressionVariables(expression);
            nodes.Add(new SliceNode(MakeStatement(Text(Compose(expression)) + ";", expression)));
        }
    }

    void ReadExpressionStatement(ExpressionSyntax expression, List<Node> nodes)
    {
        DeclareExpressionVariables(expression, nodes);
        LowerEffect(expression, nodes);
    }

    void ReadReturn(ExpressionSyntax value, List<Node> nodes)
    {
        DeclareExpressionVariables(value, nodes);
        if (value is ThrowExpressionSyntax thrown)
        {
            nodes.Add(Throw(thrown.Expression, value, nodes));
            return;
        }
        if (!cuts.Holds(value))
        {
            nodes.Add(new ReturnNode(MakeCode(value)));
            return;
        }
        var bare = value;
        while (bare is ParenthesizedExpressionSyntax inner)
            bare = inner.Expression;
        // Where the choice has a type of its own, its branches are converted to that first.
        if (bare is ConditionalExpressionSyntax choice && (semantics.GetTypeInfo(choice, cancel).Type is not { } own || SymbolEqualityComparer.Default.Equals(own, result)))
        {
            DefaultAssigned(choice.WhenTrue);
            DefaultAssigned(choice.WhenFalse);
            var condition = LowerCode(choice.Condition, nodes);
            var whenTrue = InScope(branch => ReadReturn(choice.WhenTrue, branch));
            var whenFalse = InScope(branch => ReadReturn(choice.WhenFalse, branch));
            nodes.Add(new IfNode(condition, whenTrue, whenFalse));
            return;
        }
        if (bare is SwitchExpressionSyntax select && select.Arms.Any(cuts.Holds) && SymbolEqualityComparer.Default.Equals(TypeOf(select), result))
        {
            ReadSwitchExpression(select, nodes, ReadReturn);
            return;
        }
        if (protectedDepth == 0 && RootSite(bare) is { Kind: not CutKind.Await } site && SymbolEqualityComparer.Default.Equals(ResultOf(site), result))
        {
            var call = MakeCallCode(site, nodes, out var rest);
            nodes.Add(new TailCallNode(call, SelfCall(site, rest)));
            return;
        }
        nodes.Add(new ReturnNode(LowerCode(value, nodes)));
    }

    /// <summary>A call of this very function on this very object, if jumping back to its start is the same as calling it.</summary>
    SelfJump? SelfCall(CutSite site, InvocationExpressionSyntax rest)
    {
        if (!SymbolEqualityComparer.Default.Equals(site.Callee!.Symbol.ReducedFrom ?? site.Callee.Symbol, Twins.Definition(function)) || hasNestedFunctions || Dispatches.IsChecked(function))
            return null;
        if (rest.Expression is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } && !function.IsStatic)
            return null;
        var arguments = rest.ArgumentList.Arguments.Select(static a => a.Expression).ToList();
        if (site.Callee.Symbol.ReducedFrom is not null && rest.Expression is MemberAccessExpressionSyntax reduced)
            arguments.Insert(0, reduced.Expression);
        if (arguments.Count != function.Parameters.Length || rest.ArgumentList.Arguments.Any(static a => a.NameColon is not null) || function.Parameters.Any(static p => p.IsParams))
            return null;
        return new(new(arguments.Select(a => MakeCode(a, site.Node))), NewCut(site, AnchorOf(site.Node), CutKind.Loop));
    }

    void ReadIf(IfStatementSyntax branch, List<Node> nodes)
    {
        DeclareExpressionVariables(branch.Condition, nodes);
        var condition = LowerCode(branch.Condition, nodes);
        var then = ReadEmbedded(branch.Statement);
        var otherwise = branch.Else is null ? null : ReadEmbedded(branch.Else.Statement);
        nodes.Add(new IfNode(condition, then, otherwise));
    }

    void ReadTry(TryStatementSyntax attempt, List<Node> nodes)
    {
        foreach (var part in attempt.Catches.Cast<SyntaxNode>().Append(attempt.Finally))
        {
            if (part?.DescendantNodes().FirstOrDefault(n => cuts.At(n) is { Kind: not CutKind.Loop }) is { } site)
                throw new RefusedException(new(Rules.CutInside, site.GetLocation(), cuts.At(site)!.Segment, Describe(part)));
        }
        protectedDepth++;
        BlockNode block;
        try
        {
            block = ReadBlock(attempt.Block);
        }
        finally
        {
            protectedDepth--;
        }
        var clauses = attempt.Catches.Select(clause =>
        {
            var header = "catch" + (clause.Declaration is null ? "" : " " + Text(clause.Declaration)) + (clause.Filter is null ? "" : " " + Text(Compose((SyntaxNode)clause.Filter, none)));
            var body = MakeCode(clause.Block);
            return new CatchClause(header, body with { Effect = effects.Read(clause.Filter, clause.Block) });
        });
        nodes.Add(new TryNode(block, new(clauses), attempt.Finally is null ? null : MakeCode(attempt.Finally.Block)));
    }
}

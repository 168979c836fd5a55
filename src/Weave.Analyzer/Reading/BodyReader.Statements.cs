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
    void ReadStatements(SyntaxList<StatementSyntax> statements, List<Node> nodes) => ReadStatements(statements, 0, nodes);

    void ReadStatements(SyntaxList<StatementSyntax> statements, int first, List<Node> nodes)
    {
        for (var i = first; i < statements.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var (statement, next) = (statements[i], i + 1);
            if (statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } local && statements.Skip(i).Any(cuts.Holds))
            {
                Guarded(() => ReadUsingDeclaration(local, statements, next, nodes));
                return;
            }
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
                AddReturn(ret.Expression is null ? null : MakeCode(ret.Expression), nodes);
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
            case UsingStatementSyntax resource:
                ReadUsing(resource, nodes);
                return;
            case CheckedStatementSyntax context:
                nodes.Add(ReadBlock(context.Block) with { Header = context.Keyword.Text });
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
        var place = (site ?? statement).GetLocation();
        return new(statement switch
        {
            LockStatementSyntax held => new(Rules.LockAcrossCut, place, name, $"'lock ({PinReport.Words(held.Expression)})'"),
            CommonForEachStatementSyntax loop => new(Rules.NotResumable, loop.Expression.GetLocation(), name, PinReport.Words(loop.Expression), "it holds references into the stack", "ToArray()"),
            _ => new(Rules.CutInside, place, name, Describe(statement)),
        });
    }

    static string Describe(SyntaxNode node) => node switch
    {
        FixedStatementSyntax => "a fixed statement",
        UnsafeStatementSyntax => "an unsafe block",
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

    BlockNode ReadBlock(BlockSyntax block) => InScope(nodes => ReadStatements(block.Statements, nodes));

    /// <summary>A branch or body: a scope of its own whether the source has braces or not.</summary>
    BlockNode ReadEmbedded(StatementSyntax statement) =>
        statement is BlockSyntax block ? ReadBlock(block) : InScope(nodes => Guarded(() => ReadStatement(statement, nodes)));

    void ReadLocal(LocalDeclarationStatementSyntax local, List<Node> nodes)
    {
        if (local.IsConst || local.UsingKeyword.RawKind != 0)
            nodes.Add(new SliceNode(MakeCode(local)));
        else if (local.Declaration.Type is RefTypeSyntax or ScopedTypeSyntax { Type: RefTypeSyntax })
            ReadReferences(local.Declaration, nodes);
        else
            ReadDeclaration(local.Declaration, nodes);
    }

    /// <summary>Ref locals. One is never live at a cut, so a resumed body makes it again before it is used.</summary>
    void ReadReferences(VariableDeclarationSyntax declaration, List<Node> nodes)
    {
        foreach (var declarator in declaration.Variables)
        {
            var reference = (ILocalSymbol)semantics.GetDeclaredSymbol(declarator, cancel)!;
            if (declaration.Parent?.Parent is SwitchSectionSyntax section && IsMentionedElsewhere(reference.Name, section))
                throw new RefusedException(new(Rules.NotWoven, declarator.GetLocation(), $"'{reference.Name}', a ref local of a section that another section uses,", ""));
            if (reference.Type.IsRefLikeType)
                throw new RefusedException(new(Rules.NotWoven, declarator.GetLocation(), $"'{reference.Name}', a reference to a ref struct,", ""));
            var place = ((RefExpressionSyntax)declarator.Initializer!.Value).Expression;
            DeclareExpressionVariables(place, nodes);
            var init = cuts.Holds(place)
                ? MakeCode(SyntaxFactory.ParseExpression($"ref {Text(Lower(place, nodes))}"), place)
                : MakeCode(declarator.Initializer.Value);
            var kind = reference.RefKind == RefKind.Ref ? VariableKind.Reference : VariableKind.ReadOnlyReference;
            var scoped = reference.ScopedKind != ScopedKind.None || StackScope.RefersTo(place, semantics);
            nodes.Add(new DeclareNode(DeclareTyped(Identifiers.Escape(reference.Name), reference.Type, kind, declarator, scoped), Text(declaration.Type), init));
        }
    }

    void ReadDeclaration(VariableDeclarationSyntax declaration, List<Node> nodes)
    {
        foreach (var declarator in declaration.Variables)
            ReadDeclarator(declaration, declarator, nodes);
    }

    /// <summary>Reads one variable of a declaration; gives its index.</summary>
    int ReadDeclarator(VariableDeclarationSyntax declaration, VariableDeclaratorSyntax declarator, List<Node> nodes)
    {
        var sourceType = Text(declaration.Type);
        var symbol = semantics.GetDeclaredSymbol(declarator, cancel);
        if (declarator.Initializer is not { } initializer)
            return Declared(null);
        if (!cuts.Holds(initializer.Value))
        {
            DeclareExpressionVariables(initializer.Value);
            return Declared(initializer.Value is InitializerExpressionSyntax array
                ? MakeCode(SyntaxFactory.ParseExpression($"new {TypeNames.Of(((ILocalSymbol)symbol!).Type)} {Text(Compose(array))}"), array)
                : MakeCode(initializer.Value));
        }
        DeclareExpressionVariables(initializer.Value, nodes);
        if (initializer.Value is InitializerExpressionSyntax elements)
            return Declared(MakeCode(LowerArray(elements, ((ILocalSymbol)symbol!).Type, nodes), elements));
        if (RootSite(initializer.Value) is { } site && ResultOf(site) is { } type && symbol is ILocalSymbol declared && !ahead.ContainsKey(declared)
            && SymbolEqualityComparer.IncludeNullability.Equals(type, declared.Type))
        {
            var (call, resultType, cut) = MakeCall(site, nodes);
            var target = DeclareLocal(symbol, declarator);
            nodes.Add(new CallNode(cut, target, call, resultType));
            return target;
        }
        var value = Lower(initializer.Value, nodes);
        return Declared(MakeCode(value, initializer.Value));

        int Declared(Code? init)
        {
            if (symbol is not null && ahead.TryGetValue(symbol, out var index))
            {
                if (init is not null)
                    nodes.Add(new SliceNode(init with { Text = $"{Name(index)} = {init.Text};", Hoisted = $"{Name(index)} = {init.Hoisted};", Effect = init.Effect with { Kills = new([.. init.Effect.Kills, index]) } }));
                return index;
            }
            var variable = DeclareLocal(symbol, declarator);
            nodes.Add(new DeclareNode(variable, sourceType, init));
            return variable;
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
            AddReturn(MakeCode(value), nodes);
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
            var condition = LowerCondition(choice.Condition, nodes);
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
        AddReturn(LowerCode(value, nodes), nodes);
    }

    /// <summary>A call of this very function on this very object, if jumping back to its start is the same as calling it.</summary>
    SelfJump? SelfCall(CutSite site, InvocationExpressionSyntax rest)
    {
        if (!SymbolEqualityComparer.Default.Equals(site.Callee!.Symbol.ReducedFrom ?? site.Callee.Symbol, Twins.Definition(function)) || hasNestedFunctions || Dispatches.IsChecked(function))
            return null;
        if (rest.Expression is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } && !function.IsStatic)
            return null;
        var arguments = rest.ArgumentList.Arguments.Select(static a => a.Expression).ToList();
        if (site.Callee.IsReduced && rest.Expression is MemberAccessExpressionSyntax reduced)
            arguments.Insert(0, reduced.Expression);
        if (arguments.Count != function.Parameters.Length || rest.ArgumentList.Arguments.Any(static a => a.NameColon is not null) || function.Parameters.Any(static p => p.IsParams))
            return null;
        return new(new(arguments.Select(a => MakeCode(a, site.Node))), NewCut(site, AnchorOf(site.Node), CutKind.Loop));
    }

    void ReadIf(IfStatementSyntax branch, List<Node> nodes)
    {
        DeclareExpressionVariables(branch.Condition, nodes);
        var condition = LowerCondition(branch.Condition, nodes);
        var then = ReadEmbedded(branch.Statement);
        var otherwise = branch.Else is null ? null : ReadEmbedded(branch.Else.Statement);
        nodes.Add(new IfNode(condition, then, otherwise));
    }
}

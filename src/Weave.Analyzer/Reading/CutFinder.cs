using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Finds every place in a body where execution can stop, before the body is read: which nodes hold cuts decides what is lowered and what is copied.</summary>
sealed class CutFinder
{
    readonly SemanticModel semantics;
    readonly Twins twins;
    readonly IReadOnlyDictionary<int, string> disabled;
    readonly CancellationToken cancel;
    readonly Dictionary<SyntaxNode, CutSite> sites = [];
    readonly HashSet<SyntaxNode> holders = [];
    readonly HashSet<SyntaxNode> required = [];

    /// <param name="name">Name of the function: the root of all ids.</param>
    /// <param name="body">Its body.</param>
    /// <param name="semantics">The semantic model of the body's tree.</param>
    /// <param name="twins">Says which callees have a twin: only their calls are cuts.</param>
    /// <param name="disabled">Positions (<see cref="CutSite.Position"/>) of loops that must stay without a poll and of calls that must be plain, each with the reason: a pinned value is live there.</param>
    /// <param name="cancel">Ends the work.</param>
    public CutFinder(string name, SyntaxNode body, SemanticModel semantics, Twins twins, IReadOnlyDictionary<int, string> disabled, CancellationToken cancel)
    {
        this.semantics = semantics;
        this.twins = twins;
        this.disabled = disabled;
        this.cancel = cancel;
        Jumps = new(body, semantics, cancel);
        var root = new CutScope(name, null);
        Visit(body, root, stoppable: true, nested: false);
        root.Number();
        foreach (var site in sites.Values)
        {
            for (var node = site.Node; node is not null && node != body.Parent; node = node.Parent)
            {
                holders.Add(node);
                if (site.Kind != CutKind.Loop)
                    required.Add(node);
            }
        }
    }

    /// <summary>Where the body's gotos lead.</summary>
    public JumpLabels Jumps { get; }

    /// <summary>What was refused on the way.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>Loops and calls that run to their end without a cut, with what they are called and the reason.</summary>
    public List<(SyntaxNode Node, string Name, string Reason)> NotPreemptible { get; } = [];

    /// <summary>What the callees and their types are constructed with: values of these types may have to travel, though no variable here is of one.</summary>
    public IEnumerable<ITypeSymbol> TypeArguments => sites.Values.Select(static s => s.Callee?.Symbol).OfType<IMethodSymbol>()
        .SelectMany(static m => m.TypeArguments.Concat(m.ContainingType is { } type ? Codecs.TypeArguments.AllOf(type) : []));

    /// <summary>The durable waits that give values from outside, and the types of these.</summary>
    public IEnumerable<(SyntaxNode Node, ITypeSymbol Type)> Received =>
        sites.Values.Where(static s => s is { Kind: CutKind.Wait, Callee.Symbol.Arity: 1 }).Select(static s => (s.Node, s.Callee!.Symbol.TypeArguments[0]));

    /// <summary>True if a cut stands in <paramref name="node"/>, or is it.</summary>
    public bool Holds(SyntaxNode? node) => node is not null && holders.Contains(node);

    /// <summary>True if a cut that cannot be left out stands in <paramref name="node"/>, or is it.</summary>
    public bool Requires(SyntaxNode? node) => node is not null && required.Contains(node);

    /// <summary>The site at exactly this node, or null.</summary>
    public CutSite? At(SyntaxNode node) => sites.TryGetValue(node, out var site) ? site : null;

    /// <summary>The site of a cut that the source may do without: a loop, or a synchronous call of a fragment function. Null for any other.</summary>
    public CutSite? Optional(Cut cut) => sites.Values.FirstOrDefault(s => s.Kind == cut.Kind && s.Id == cut.Id && IsOptional(s));

    /// <summary>Where a cut stands; null for the entry.</summary>
    public CutPlace? PlaceOf(Cut cut) => sites.Values.FirstOrDefault(s => s.Kind == cut.Kind && s.Id == cut.Id) is { } site ? new(cut.Number, site.Node, site.Callee?.Symbol) : null;

    /// <summary>The optional sites in the node at a place; if it holds none, those in the statement around it.</summary>
    public IEnumerable<CutSite> OptionalAt(Location place)
    {
        var node = place.SourceTree!.GetRoot(cancel).FindNode(place.SourceSpan, getInnermostNodeForTie: true);
        while (!sites.Values.Any(s => IsOptional(s) && node.Contains(s.Node)) && node is not StatementSyntax && node.Parent is { } parent)
            node = parent;
        return sites.Values.Where(s => IsOptional(s) && node.Contains(s.Node));
    }

    /// <summary>What waits in the statement around a place: its first cut that is no loop.</summary>
    public CutSite? RequiredAround(SyntaxNode place)
    {
        var node = place;
        while (!required.Contains(node) && node.Parent is { } parent)
            node = parent;
        return sites.Values.FirstOrDefault(s => s.Kind != CutKind.Loop && node.Contains(s.Node));
    }

    static bool IsOptional(CutSite site) => site.Kind == CutKind.Loop || site is { Kind: CutKind.Call, Callee.IsAsync: false };

    /// <param name="node">The node to look at.</param>
    /// <param name="scope">The construct it stands in.</param>
    /// <param name="stoppable">True while every construct around can be re-entered, so that a loop may be polled.</param>
    /// <param name="nested">True inside a lambda or local function.</param>
    void Visit(SyntaxNode node, CutScope scope, bool stoppable, bool nested)
    {
        cancel.ThrowIfCancellationRequested();
        switch (node)
        {
            case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                VisitChildren(node, scope, stoppable: false, nested: true);
                return;
            case AwaitExpressionSyntax awaited when !nested:
                Await(awaited, scope, stoppable);
                return;
            case QueryExpressionSyntax query when !nested:
                Query(query, scope, stoppable);
                return;
            case InvocationExpressionSyntax invocation:
                Invocation(invocation, scope, stoppable, nested);
                return;
            case CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } each when !nested:
                AwaitedLoop(each, scope, stoppable);
                return;
            case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax when !nested:
                Loop((StatementSyntax)node, scope, stoppable);
                return;
            case TryStatementSyntax attempt when !nested:
                Try(attempt, scope, stoppable);
                return;
            case SwitchStatementSyntax choice when !nested:
                Switch(choice, scope.Inner("switch"), stoppable);
                return;
            case LabeledStatementSyntax labeled when !nested:
                if (Jumps.IsLoop(labeled))
                    AddLoop(labeled, scope.Inner($"label({labeled.Identifier.ValueText})"), stoppable);
                Visit(labeled.Statement, scope, stoppable, nested);
                return;
            case UsingStatementSyntax resource when !nested:
                Using(resource, scope, stoppable);
                return;
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, AwaitKeyword.RawKind: not 0 } local when !nested:
                VisitChildren(local, scope, stoppable, nested);
                Disposals(local.Declaration, scope);
                return;
            case LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax:
                VisitChildren(node, scope, stoppable: false, nested);
                return;
            default:
                VisitChildren(node, scope, stoppable, nested);
                return;
        }
    }

    void Try(TryStatementSyntax attempt, CutScope scope, bool stoppable)
    {
        var inner = scope.Inner("try");
        Visit(attempt.Block, inner, stoppable, nested: false);
        foreach (var clause in attempt.Catches)
        {
            // A filter runs before the stack is unwound: what it calls, it calls plainly.
            if (clause.Filter is { } filter)
                Visit(filter, inner, stoppable: false, nested: true);
            Visit(clause.Block, inner.Inner(clause.Declaration is { } declaration ? $"catch({Name(declaration.Type)})" : "catch"), stoppable, nested: false);
        }
        // A poll alone does not take a finally block out of its region: that would cost, and change when filters run.
        if (attempt.Finally is { } ending)
            Visit(ending.Block, inner.Inner("finally"), stoppable && Waits(ending.Block), nested: false);
    }

    /// <summary>True if a cut that cannot be left out stands in <paramref name="node"/>.</summary>
    bool Waits(SyntaxNode node) =>
        node.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(n => n switch
        {
            AwaitExpressionSyntax or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 } or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 }
                or CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } => true,
            InvocationExpressionSyntax call => Callee.Of(call, semantics, twins, cancel) is { Kind: not CalleeKind.Plain },
            _ => false,
        });

    void Using(UsingStatementSyntax resource, CutScope scope, bool stoppable)
    {
        var inner = scope.Inner(resource.Declaration is { } declaration ? $"using({string.Join(",", declaration.Variables.Select(static v => v.Identifier.ValueText))})" : "using");
        VisitChildren(resource, inner, stoppable, nested: false);
        if (resource.AwaitKeyword.RawKind == 0)
            return;
        if (resource.Declaration is { } declared)
            Disposals(declared, inner);
        else
            Add(resource, CutKind.Await, "await(DisposeAsync)", inner, null);
    }

    /// <summary>The end of each resource of an <c>await using</c> waits.</summary>
    void Disposals(VariableDeclarationSyntax resources, CutScope scope)
    {
        foreach (var resource in resources.Variables)
            Add(resource, CutKind.Await, $"await({resource.Identifier.ValueText}.DisposeAsync)", scope, null);
    }

    void VisitChildren(SyntaxNode node, CutScope scope, bool stoppable, bool nested)
    {
        foreach (var child in node.ChildNodes())
            Visit(child, scope, stoppable, nested);
    }

    void Switch(SwitchStatementSyntax choice, CutScope scope, bool stoppable)
    {
        Visit(choice.Expression, scope, stoppable, nested: false);
        foreach (var section in choice.Sections)
        {
            var inner = scope.Inner(SectionSegment(section));
            if (Jumps.IsLoop(section))
                AddLoop(section, inner, stoppable);
            foreach (var label in section.Labels)
                VisitChildren(label, inner, stoppable, nested: false);
            foreach (var statement in section.Statements)
                Visit(statement, inner, stoppable, nested: false);
        }
    }

    /// <summary>The first sequence of a query is evaluated where the query stands; everything else is lambdas.</summary>
    void Query(QueryExpressionSyntax query, CutScope scope, bool stoppable)
    {
        Visit(query.FromClause.Expression, scope, stoppable, nested: false);
        foreach (var node in query.Body.DescendantNodesAndSelf(static n => n is not AnonymousFunctionExpressionSyntax).OfType<AwaitExpressionSyntax>())
            Refusals.Add(new(Rules.NotWoven, node.GetLocation(), "An await in a join clause", ""));
        VisitChildren(query.Body, scope, stoppable: false, nested: true);
    }

    void Await(AwaitExpressionSyntax awaited, CutScope scope, bool stoppable)
    {
        if (AwaitedCall(awaited.Expression) is { } call && Callee.Of(call, semantics, twins, cancel) is { Kind: not CalleeKind.Plain, IsAsync: true } callee)
        {
            VisitChildren(call, scope, stoppable, nested: false);
            Add(awaited, KindOf(callee), callee.Symbol.Name, scope, callee);
            return;
        }
        Visit(awaited.Expression, scope, stoppable, nested: false);
        var segment = awaited.Expression is InvocationExpressionSyntax { Expression: var target } ? $"await({Name(target)})" : "await";
        Add(awaited, CutKind.Await, segment, scope, null);
    }

    void Invocation(InvocationExpressionSyntax invocation, CutScope scope, bool stoppable, bool nested)
    {
        VisitChildren(invocation, scope, stoppable, nested);
        if (Callee.Of(invocation, semantics, twins, cancel) is not { Kind: not CalleeKind.Plain } callee)
            return;
        if (nested)
        {
            if (callee.Kind is not CalleeKind.Fragment)
                Refusals.Add(new(Rules.StepInLambda, invocation.GetLocation(), callee.Symbol.Name, Nest(invocation)));
        }
        else if (callee.IsAsync && Callee.MarkOf(callee.Symbol) == CalleeKind.Plain)
        {
            // Woven because everything is: whoever does not wait for it calls the plain method.
        }
        else if (callee.Kind == CalleeKind.Fragment && disabled.TryGetValue(CutSite.PositionOf(invocation), out var reason))
        {
            // It is counted among its siblings all the same: an id does not depend on what is pinned.
            scope.Add(new(invocation, KindOf(callee), callee.Symbol.Name, scope, callee));
            NotPreemptible.Add((invocation, callee.Symbol.Name, reason));
        }
        else if (callee.IsAsync)
        {
            Refusals.Add(new(Rules.NotAwaited, invocation.GetLocation(), callee.Symbol.Name));
        }
        else
        {
            Add(invocation, KindOf(callee), callee.Symbol.Name, scope, callee);
        }
    }

    static string Nest(SyntaxNode call) => call.Ancestors().Select(static node => node switch
    {
        AnonymousFunctionExpressionSyntax => "a lambda",
        LocalFunctionStatementSyntax => "a local function",
        QueryExpressionSyntax => "a query",
        CatchFilterClauseSyntax => "an exception filter",
        _ => null,
    }).First(static words => words is not null)!;

    void Loop(StatementSyntax loop, CutScope scope, bool stoppable)
    {
        var inner = scope.Inner(LoopSegment(loop));
        // Inside a loop that cannot be re-entered, no loop can.
        var reentrant = (AddLoop(loop, inner, stoppable) || disabled.ContainsKey(loop.SpanStart)) && stoppable;
        VisitChildren(loop, inner, reentrant, nested: false);
    }

    /// <summary>Adds the cut of a loop, or the reason why it has none.</summary>
    bool AddLoop(SyntaxNode loop, CutScope inner, bool stoppable)
    {
        var reason = LoopReason(loop, stoppable);
        if (reason is null)
            Add(loop, CutKind.Loop, "", inner, null);
        else
            NotPreemptible.Add((loop, inner.Segment, reason));
        return reason is null;
    }

    /// <summary>Each step of an <c>await foreach</c> waits, and so does its end: it needs no poll.</summary>
    void AwaitedLoop(CommonForEachStatementSyntax loop, CutScope scope, bool stoppable)
    {
        var inner = scope.Inner(LoopSegment(loop));
        Add(BodyReader.Head(loop), CutKind.Await, "await(MoveNextAsync)", inner, null);
        VisitChildren(loop, inner, stoppable, nested: false);
        if (semantics.GetForEachStatementInfo(loop).DisposeMethod is not null)
            Add(loop, CutKind.Await, "await(DisposeAsync)", inner, null);
    }

    string? LoopReason(SyntaxNode loop, bool stoppable)
    {
        if (!stoppable)
        {
            return loop.Ancestors().TakeWhile(static a => a is not MemberDeclarationSyntax).Any(static a => a is FinallyClauseSyntax)
                ? "it stands in a finally block, which runs in one piece unless it waits"
                : "it stands inside a construct that cannot be re-entered";
        }
        if (loop is CommonForEachStatementSyntax each && ForEachShape.Of(each, semantics).Kind == ForEachKind.Bound)
            return ForEachShape.CannotBeSaved;
        return disabled.TryGetValue(loop.SpanStart, out var pinned) ? pinned : null;
    }

    void Add(SyntaxNode node, CutKind kind, string segment, CutScope scope, Callee? callee)
    {
        var site = new CutSite(node, kind, segment, scope, callee);
        scope.Add(site);
        sites.Add(node, site);
    }

    static CutKind KindOf(Callee callee) => callee.Kind switch
    {
        CalleeKind.Step => CutKind.Step,
        CalleeKind.Durable => CutKind.Wait,
        _ => CutKind.Call,
    };

    /// <summary>The invocation that an await waits for, through parentheses and ConfigureAwait.</summary>
    public static InvocationExpressionSyntax? AwaitedCall(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => AwaitedCall(inner.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } member } => AwaitedCall(member.Expression),
        InvocationExpressionSyntax call => call,
        _ => null,
    };

    static string LoopSegment(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax { Declaration: { } declaration } => $"for({string.Join(",", declaration.Variables.Select(static v => v.Identifier.ValueText))})",
        ForStatementSyntax => "for",
        ForEachStatementSyntax each => $"foreach({each.Identifier.ValueText})",
        CommonForEachStatementSyntax => "foreach",
        DoStatementSyntax => "do",
        _ => "while",
    };

    /// <summary>The section by its first label, guard aside, as far as that is short and plain.</summary>
    static string SectionSegment(SwitchSectionSyntax section)
    {
        SyntaxNode? label = section.Labels[0] switch
        {
            CaseSwitchLabelSyntax constant => constant.Value,
            CasePatternSwitchLabelSyntax pattern => pattern.Pattern,
            _ => null,
        };
        if (label is null)
            return "default";
        var plain = string.Concat(label.ToString().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '_' or '-' or '<' or '>' or '='));
        return $"case({(plain.Length <= 40 ? plain : plain.Substring(0, 40))})";
    }

    static string Name(ExpressionSyntax target) => target switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}

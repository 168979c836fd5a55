using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Reads a body into the normalized model: what holds a cut is taken apart until each cut is the root of a statement, everything else is copied.
/// This part holds the state and the making of <see cref="Code"/>; statements, loops and expressions have parts of their own.
/// </summary>
sealed partial class BodyReader
{
    readonly SemanticModel semantics;
    readonly CancellationToken cancel;
    readonly CutFinder cuts;
    readonly VariableTable variables;
    readonly NamePool pool;
    readonly LocalNames names;
    readonly EffectReader effects;
    readonly IMethodSymbol function;
    readonly ITypeSymbol? result;
    readonly bool hasNestedFunctions;
    readonly HashSet<string> writtenInNested;
    readonly HashSet<string> referenced;
    readonly List<Cut> found = [];
    readonly Dictionary<SyntaxNode, string> continueLabels = [];
    readonly HashSet<string> usedContinueLabels = [];
    readonly HashSet<int> declaredAhead = [];
    int loops;
    int protectedDepth;

    public BodyReader(
        SyntaxNode body, SemanticModel semantics, CutFinder cuts, VariableTable variables, NamePool pool, LocalNames names, IMethodSymbol function, CancellationToken cancel)
    {
        this.semantics = semantics;
        this.cancel = cancel;
        this.cuts = cuts;
        this.variables = variables;
        this.pool = pool;
        this.names = names;
        this.function = function;
        result = TaskTypes.Result(function.ReturnType);
        var nested = NestedFunctions.Of(body);
        writtenInNested = nested.Written;
        referenced = nested.Referenced;
        hasNestedFunctions = body.DescendantNodes().Any(static n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
        effects = new(
            variables.Resolve, i => variables.All[i].Kind is VariableKind.Reference or VariableKind.ReadOnlyReference,
            t => rethrows.TryGetValue(t, out var caught) ? caught : null, nested.LocalFunctions, cuts.Jumps);
    }

    public List<Refusal> Refusals { get; } = [];

    /// <summary>What temporaries stand for in the source.</summary>
    public Dictionary<int, SyntaxNode> Sources { get; } = [];

    /// <summary>The loops whose enumerators variables hold.</summary>
    public Dictionary<int, CommonForEachStatementSyntax> Sequences { get; } = [];

    /// <summary>The cuts met, without the entry; contracts are still empty.</summary>
    public IReadOnlyList<Cut> Cuts => found;

    public BlockNode Read(SyntaxNode body) => InScope(nodes =>
    {
        if (body is BlockSyntax block)
            ReadStatements(block.Statements, nodes);
        else if (body is ExpressionSyntax expression)
            Guarded(() => ReadExpressionBody(expression, nodes));
    });

    BlockNode InScope(Action<List<Node>> read, bool isFor = false)
    {
        var nodes = new List<Node>();
        List<int> declared;
        variables.Enter();
        try
        {
            read(nodes);
        }
        finally
        {
            declared = variables.Leave();
        }
        return new(new(nodes), new(declared), isFor);
    }

    void Guarded(Action read)
    {
        try
        {
            read();
        }
        catch (RefusedException refused)
        {
            Refusals.Add(refused.Refusal);
        }
    }

    static RefusedException NotWoven(SyntaxNode node, string what) => new(new(Rules.NotWoven, node.GetLocation(), what, " with a cut inside"));

    int NewCut(CutSite site, SyntaxNode anchored, CutKind? kind = null)
    {
        var line = site.Node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        found.Add(new(found.Count + 1, kind ?? site.Kind, site.Id, StableHash.Of(SliceText.Normalized(anchored) + site.Crowds), line, EquatableArray<int>.Empty));
        return found.Count;
    }

    /// <summary>The code of cut-free source, or of what is left of source when its cuts are taken out.</summary>
    Code MakeCode(SyntaxNode node, SyntaxNode? source = null)
    {
        var composed = Compose(node, none);
        var indent = SliceText.IndentOf(source ?? node);
        var declares = composed.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<SingleVariableDesignationSyntax>()
            .Select(static d => d.Identifier.Text).Where(n => variables.Resolve(n.TrimStart('@')) is { } index && variables.All[index].HasTypeName).ToList();
        string Hoisting(IEnumerable<string> names) => names.Any() ? SliceText.Of(new HoistRewriter(new HashSet<string>(names)).Visit(composed)!, indent) : SliceText.Of(composed, indent);
        var text = Hoisting(declares.Where(n => declaredAhead.Contains(variables.Resolve(n.TrimStart('@'))!.Value)));
        var hoisted = declares.Count == 0 ? text : Hoisting(declares);
        return new(text, hoisted, effects.Read(node), source is null && node is ExpressionSyntax e && Purity.IsPure(e, semantics)) { Line = LineOf(node, source) };
    }

    /// <summary>The line on which the text of a node begins; for a made one that of what it was made of.</summary>
    int LineOf(SyntaxNode node, SyntaxNode? source) =>
        node.SyntaxTree == semantics.SyntaxTree ? SliceText.LineOf(node) : source?.SyntaxTree == semantics.SyntaxTree ? SliceText.LineOf(source) : 0;

    /// <summary>What stands for pieces of the source wherever they are copied: elements of a loop that runs over a span, and <c>throw;</c> where its handler has been left.</summary>
    readonly Dictionary<SyntaxNode, SyntaxNode> elements = [];

    /// <summary>The <c>.b</c> of <c>a?.b</c> that are evaluated apart from their question mark, and what stands for <c>a</c>.</summary>
    readonly Dictionary<SyntaxNode, ExpressionSyntax> bindings = [];

    static readonly Dictionary<SyntaxNode, SyntaxNode> none = [];

    ExpressionSyntax Compose(ExpressionSyntax node) => Compose(node, none);

    ExpressionSyntax Compose(ExpressionSyntax node, Dictionary<SyntaxNode, SyntaxNode> replaced) => (ExpressionSyntax)Compose((SyntaxNode)node, replaced);

    SyntaxNode Compose(SyntaxNode node, Dictionary<SyntaxNode, SyntaxNode> replaced)
    {
        var all = replaced;
        if (elements.Count > 0)
        {
            all = new(elements);
            foreach (var pair in replaced)
                all[pair.Key] = pair.Value;
        }
        return new ComposeRewriter(all, bindings, CallerInfoOf, LabelOf, LeavingRegion).Visit(node)!;
    }

    /// <summary>Caller information for a call of the source; what was made here has none.</summary>
    IReadOnlyList<ArgumentSyntax> CallerInfoOf(ExpressionSyntax call) => call.SyntaxTree == semantics.SyntaxTree ? CallerInfo.Of(call, semantics, cancel) : [];

    /// <summary>Code that is no copy of source.</summary>
    static Code Made(string text, Effect effect) => new(text, text, effect, Pure: false);

    static Effect Reads(params int[] variables) => new(new(variables), EquatableArray<int>.Empty, Jumps.None);

    Code MakeStatement(string text, SyntaxNode source) => MakeCode(SyntaxFactory.ParseStatement(text), source);

    string? ContinueLabel(ContinueStatementSyntax node)
    {
        for (var parent = node.Parent; parent is not null; parent = parent.Parent)
        {
            if (continueLabels.TryGetValue(parent, out var label))
            {
                usedContinueLabels.Add(label);
                return label;
            }
            if (parent is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax
                or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            {
                return null;
            }
        }
        return null;
    }

    int DeclareLocal(ISymbol? symbol, SyntaxNode node)
    {
        if (symbol is not ILocalSymbol local)
            throw NotWoven(node, "this declaration");
        return DeclareTyped(Identifiers.Escape(local.Name), local.Type.WithNullableAnnotation(NullableAnnotation.None), VariableKind.Local, node, IsScoped(local, node));
    }

    /// <summary>True for a local of a ref struct that may lead to the stack.</summary>
    bool IsScoped(ILocalSymbol local, SyntaxNode node) =>
        local.Type.IsRefLikeType
        && (local.ScopedKind != ScopedKind.None || node is not VariableDeclaratorSyntax declarator || (declarator.Initializer is { } initializer && StackScope.Holds(initializer.Value, semantics)));

    /// <param name="name">The variable's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="kind">Where it comes from.</param>
    /// <param name="node">Its place, for messages.</param>
    /// <param name="scoped">True if it may lead to the stack: declared ahead, it has to promise not to leave.</param>
    int DeclareTyped(string name, ITypeSymbol type, VariableKind kind, SyntaxNode node, bool? scoped = null)
    {
        if (type.TypeKind == TypeKind.Error)
            throw new RefusedException(new(Rules.NotWoven, node.GetLocation(), $"'{name}', whose type the compiler does not know,", ""));
        var text = (scoped ?? type.IsRefLikeType ? "scoped " : "") + TypeNames.Of(type);
        if (!IsUnnameable(type))
            return variables.Declare(name, type, text, TypeNames.Schema(type), kind);
        // Only a declaration of its own can be left where it stands.
        return node is VariableDeclaratorSyntax or StatementSyntax
            ? variables.DeclareUnnameable(name, kind)
            : throw new RefusedException(new(Rules.NotWoven, node.GetLocation(), $"'{node.ToString().Split('\n')[0].Trim()}', a value of an anonymous type,", ""));
    }

    /// <summary>True for anonymous types and what is made of them.</summary>
    internal static bool IsUnnameable(ITypeSymbol type) => type switch
    {
        { IsAnonymousType: true } => true,
        IArrayTypeSymbol array => IsUnnameable(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsUnnameable) || named.ContainingType is { } outer && IsUnnameable(outer),
        _ => false,
    };

    /// <summary>Declares the out and pattern variables of an expression in the current scope, where C# has them too.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="nodes">Where it is taken apart, if it is: C# cannot see through the pieces what is assigned, so the variables are declared ahead of them.</param>
    void DeclareExpressionVariables(SyntaxNode? expression, List<Node>? nodes = null)
    {
        if (expression is null)
            return;
        foreach (var node in expression.DescendantNodesAndSelf(static n =>
            n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or SwitchExpressionArmSyntax or QueryExpressionSyntax or StatementSyntax)))
        {
            if (node is SingleVariableDesignationSyntax designation && semantics.GetDeclaredSymbol(designation, cancel) is ILocalSymbol local
                && variables.Resolve(local.Name) is null)
            {
                var index = DeclareLocal(local, designation);
                if (nodes is null || !cuts.Holds(expression))
                    continue;
                declaredAhead.Add(index);
                nodes.Add(new DeclareNode(index, variables.All[index].Type, MakeCode(SyntaxFactory.ParseExpression("default!"), designation)));
            }
        }
    }

    string Name(int variable) => variables.All[variable].Name;
}

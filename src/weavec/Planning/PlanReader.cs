using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Cost;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Weave.Tool.Opening;

namespace Weave.Tool.Planning;

/// <summary>Plans a compilation. It reads methods as the generator and the rules do, so the three cannot disagree.</summary>
sealed class PlanReader(OpenedProject project, CancellationToken cancel)
{
    static readonly SymbolDisplayFormat shortFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    readonly Compilation compilation = project.Compilation;
    readonly FunctionReader.PinnedPath pinned = PinnedPaths.In(project.Compilation, cancel);

    /// <summary>The plan of a project.</summary>
    public static ProjectPlan Read(OpenedProject project, CancellationToken cancel) => new PlanReader(project, cancel).Read();

    ProjectPlan Read()
    {
        var functions = new List<FunctionPlan>();
        var steps = new List<StepPlan>();
        foreach (var (method, syntax) in Marked())
        {
            if (Callee.MarkOf(method) == CalleeKind.Fragment)
                functions.Add(Function(Subject(method, syntax)));
            else
                steps.Add(Step(method, syntax));
        }
        return new(project.Name, functions, steps);
    }

    IEnumerable<(IMethodSymbol Method, MethodDeclarationSyntax Syntax)> Marked() =>
        from tree in compilation.SyntaxTrees.OrderBy(static t => t.FilePath, StringComparer.Ordinal)
        from syntax in tree.GetRoot(cancel).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<MethodDeclarationSyntax>()
        where syntax.AttributeLists.Count > 0
        let method = (IMethodSymbol?)compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax, cancel)
        where method is not null && Callee.MarkOf(method) != CalleeKind.Plain
        select (method, syntax);

    /// <summary>What the compiler reads of a method, marked or not.</summary>
    public Subject Subject(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        var semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
        var read = FunctionReader.ReadFunction(syntax, method, semantics, Twins.Marked(compilation, cancel), pinned, cancel);
        if (method.PartialImplementationPart?.DeclaringSyntaxReferences[0].GetSyntax(cancel) is MethodDeclarationSyntax body)
            (syntax, semantics) = (body, compilation.GetSemanticModel(body.SyntaxTree));
        return new(method, syntax, semantics, read);
    }

    /// <summary>The plan of one method.</summary>
    public FunctionPlan Function(Subject subject)
    {
        var (method, syntax, semantics, read) = subject;
        var body = (SyntaxNode?)syntax.Body ?? syntax.ExpressionBody;
        var span = syntax.GetLocation().GetLineSpan();
        return new(
            SignatureReader.Id(method),
            Name(method),
            PlaceOf(syntax.Identifier.GetLocation()),
            read.Refusals.Count == 0,
            TaskTypes.IsTask(method.ReturnType),
            Needs(method),
            Attribute(method, "Near")?.Value as string,
            body is null ? 0 : CostReader.Of(body, semantics, cancel),
            [.. (read.Function?.Cuts ?? []).Select(cut => Cut(cut, read, semantics))],
            [.. read.Pinned.Select(static v => new PinnedPlan(v.Name, v.SchemaType, v.Pinned!))],
            [.. read.Hints.Select(Problem)],
            [.. read.Refusals.Select(Problem)],
            subject)
        {
            Text = syntax.SyntaxTree.GetText(cancel).ToString(WholeLines(syntax)),
            FirstLine = span.StartLinePosition.Line + 1,
        };
    }

    Microsoft.CodeAnalysis.Text.TextSpan WholeLines(SyntaxNode node)
    {
        var lines = node.SyntaxTree.GetText(cancel).Lines;
        return Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(lines.GetLineFromPosition(node.SpanStart).Start, lines.GetLineFromPosition(node.Span.End).End);
    }

    CutPlan Cut(Cut cut, ReadResult read, SemanticModel semantics)
    {
        var place = read.Places.FirstOrDefault(p => p.Cut == cut.Number);
        var contract = cut.Contract.Select(i => Value(read.Function!.Variables[i], read.VariableTypes[i])).ToList();
        return new(
            cut.Number,
            cut.Id,
            cut.Kind,
            cut.Optional,
            cut.Line,
            cut.Anchor,
            place?.Callee is { } callee ? SignatureReader.Id(Twins.Definition(callee)) : null,
            place?.Callee is { } named ? Name(Twins.Definition(named)) : null,
            contract,
            contract.Aggregate(new SizeEstimate(0, false), static (sum, value) => sum + value.Size),
            place is { Node: StatementSyntax loop } ? CostReader.OfIteration(loop, semantics, cancel) : null);
    }

    static ValuePlan Value(Variable variable, ITypeSymbol? type) => new(
        variable.Name, variable.Cursor is null ? variable.SchemaType : "cursor", type is null || variable.Cursor is not null ? new(10, true) : SizeEstimator.Of(type));

    /// <summary>The plan of one step.</summary>
    public StepPlan Step(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        var read = FunctionReader.ReadStep(syntax, method, pinned);
        return new(SignatureReader.Id(method), Name(method), PlaceOf(syntax.Identifier.GetLocation()), read.Step?.Retries ?? 0, [.. read.Refusals.Select(Problem)]);
    }

    static ProblemPlan Problem(Refusal refusal) => new(
        refusal.Rule.Id, PlaceOf(refusal.Location), refusal.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture));

    static Place PlaceOf(Location location) => new(location.SourceTree?.FilePath ?? "", location.GetLineSpan().StartLinePosition.Line + 1);

    /// <summary>A method as messages name it.</summary>
    public static string Name(IMethodSymbol method) => method.ToDisplayString(shortFormat);

    static IReadOnlyList<string> Needs(IMethodSymbol method) =>
        Attribute(method, "Needs") is { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type, Value: int flags }
            ? [.. type.GetMembers().OfType<IFieldSymbol>().Where(f => f.ConstantValue is int flag && flag != 0 && (flags & flag) == flag).Select(static f => f.Name)]
            : [];

    static TypedConstant? Attribute(IMethodSymbol method, string name) => method.GetAttributes()
        .FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == Weave.Analyzer.KnownNames.FragmentAttribute)?
        .NamedArguments.Where(a => a.Key == name).Select(static a => (TypedConstant?)a.Value).FirstOrDefault();
}

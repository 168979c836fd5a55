using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>
/// The twins of a compilation where attributes decide. Whether a body is refused is found by reading it as if every marked method with a sound declaration had a
/// twin: that may differ from the last word only in a compilation that has an error anyway.
/// </summary>
public sealed class MarkedTwins
{
    static readonly ConditionalWeakTable<Compilation, MarkedTwins> all = new();

    /// <summary>What has been found of bodies, by where they stand in a file that has not changed since, with the surface they were read against.</summary>
    static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, (string Surface, MethodFacts Facts)>> found = new();

    /// <summary>The methods of a file that may be marked, as far as syntax shows.</summary>
    static readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<MethodDeclarationSyntax>> attributed = new();

    readonly Compilation compilation;
    readonly ConcurrentDictionary<IMethodSymbol, bool> sound = new(SymbolEqualityComparer.Default);
    readonly ConcurrentDictionary<IMethodSymbol, MethodFacts> known = new(SymbolEqualityComparer.Default);
    readonly ConcurrentDictionary<IMethodSymbol, ReadResult> readings = new(SymbolEqualityComparer.Default);
    string? facts;
    bool? allWoven;

    MarkedTwins(Compilation compilation) => this.compilation = compilation;

    /// <summary>Those of a compilation.</summary>
    public static MarkedTwins Of(Compilation compilation) => all.GetValue(compilation, static key => new MarkedTwins(key));

    /// <summary>As the question that readings ask.</summary>
    public Twins Twins(CancellationToken cancel) => new(compilation, method => FactsOf(method, cancel).Woven);

    /// <summary>
    /// All that a reading may ask about other bodies: which marked methods are woven, and whom they call. With <see cref="DeclarationSurface"/> and its own text it decides what is read of a method.
    /// </summary>
    public string Facts(CancellationToken cancel) => facts ??= StableHash.Of(string.Join("\n", Marked(cancel)
        .Select(m => FactsOf(Reading.Twins.Definition(m.Method), cancel).Line).OrderBy(static line => line, StringComparer.Ordinal)));

    /// <summary>Reads a marked method. One that was read already with the same twins is not read again.</summary>
    public ReadResult Read(MethodDeclarationSyntax syntax, IMethodSymbol method, SemanticModel semantics, CancellationToken cancel)
    {
        var definition = Reading.Twins.Definition(method);
        if (FactsOf(definition, cancel) is { Woven: true } && readings.TryGetValue(definition, out var read) && AllWoven(cancel))
            return read;
        return FunctionReader.ReadFunction(syntax, method, semantics, Twins(cancel), PinnedPaths.In(compilation, cancel), cancel);
    }

    /// <summary>True if no body is refused: then methods have been read with the right twins.</summary>
    bool AllWoven(CancellationToken cancel) =>
        allWoven ??= Marked(cancel).Select(static m => Reading.Twins.Definition(m.Method)).All(m => FactsOf(m, cancel).Woven || !IsSound(m, cancel));

    MethodFacts FactsOf(IMethodSymbol method, CancellationToken cancel) => known.GetOrAdd(method, m =>
    {
        if (Syntax(m, cancel) is not { } syntax)
            return new(IdOf(m), Woven: false, EquatableArray<string>.Empty);
        var here = found.GetValue(syntax.SyntaxTree, static _ => new());
        var surface = DeclarationSurface.Of(compilation);
        if (here.TryGetValue(syntax.SpanStart, out var before) && before.Surface == surface)
            return before.Facts;
        var fresh = IsSound(m, cancel) ? Find(m, syntax, cancel) : new(IdOf(m), Woven: false, EquatableArray<string>.Empty);
        here[syntax.SpanStart] = (surface, fresh);
        return fresh;
    });

    MethodFacts Find(IMethodSymbol method, MethodDeclarationSyntax syntax, CancellationToken cancel)
    {
        var pinned = PinnedPaths.In(compilation, cancel);
        if (Callee.MarkOf(method) == CalleeKind.Step)
            return new(IdOf(method), FunctionReader.ReadStep(syntax, method, pinned).Refusals.Count == 0, EquatableArray<string>.Empty);
#pragma warning disable RS1030 // the method may stand in another tree; the compilation caches the model
        var semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        var optimistic = new Twins(compilation, m => IsSound(m, cancel));
        var read = FunctionReader.ReadFunction(syntax, method, semantics, optimistic, pinned, cancel);
        readings[method] = read;
        var calls = RecursionFinder.Called(method, compilation, cancel).Select(IdOf).Distinct().OrderBy(static c => c, StringComparer.Ordinal);
        return new(IdOf(method), read.Refusals.Count == 0, new(calls));
    }

    static string IdOf(IMethodSymbol method) => method.GetDocumentationCommentId() ?? method.Name;

    /// <summary>True if the method is marked and nothing about its declaration stands in the way.</summary>
    bool IsSound(IMethodSymbol method, CancellationToken cancel) => sound.GetOrAdd(method, m =>
        Callee.MarkOf(m) != CalleeKind.Plain
        && Syntax(m, cancel) is { } syntax && !SignatureRules.Refusals(m.PartialImplementationPart ?? m, syntax, Callee.MarkOf(m) == CalleeKind.Step).Any());

    /// <summary>Every marked method, with the declaration that bears the mark.</summary>
    internal IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Marked(CancellationToken cancel)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var methods = attributed.GetValue(tree, Attributed);
            if (methods.Count == 0)
                continue;
#pragma warning disable RS1030 // all trees are asked
            var semantics = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            foreach (var syntax in methods)
            {
                if (semantics.GetDeclaredSymbol(syntax, cancel) is { } method && Callee.MarkOf(method) != CalleeKind.Plain)
                    yield return (syntax, method);
            }
        }
    }

    static IReadOnlyList<MethodDeclarationSyntax> Attributed(SyntaxTree tree) =>
        [.. tree.GetRoot().DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>().Where(static m => m.AttributeLists.Count > 0)];

    static MethodDeclarationSyntax? Syntax(IMethodSymbol method, CancellationToken cancel) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) as MethodDeclarationSyntax;
}

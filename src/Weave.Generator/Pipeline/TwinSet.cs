using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;

namespace Weave.Generator.Pipeline;

/// <summary>
/// Finds which methods of a compilation are woven when nobody marks them: all that can be and have a cut. Whether a body can be woven depends on which of its
/// callees are, so methods are read, dropped and read again until nothing changes any more.
/// </summary>
sealed class TwinSet
{
    readonly Compilation compilation;
    readonly FunctionReader.PinnedPath pinned;
    readonly CancellationToken cancel;
    readonly Dictionary<IMethodSymbol, Candidate> alive = new(SymbolEqualityComparer.Default);
    readonly HashSet<IMethodSymbol> woven = new(SymbolEqualityComparer.Default);
    readonly Twins twins;
    HashSet<IMethodSymbol> known = new(SymbolEqualityComparer.Default);

    /// <param name="compilation">The compilation.</param>
    /// <param name="all">False if only marked methods are woven.</param>
    /// <param name="pinned">Says what cannot be a field of a frame, or cannot travel.</param>
    /// <param name="cancel">Ends the work.</param>
    public TwinSet(Compilation compilation, bool all, FunctionReader.PinnedPath pinned, CancellationToken cancel)
    {
        this.compilation = compilation;
        this.pinned = pinned;
        this.cancel = cancel;
        twins = new(compilation, woven.Contains) { PreferPlainCalls = all };
        foreach (var tree in compilation.SyntaxTrees)
            Collect(tree, all);
        Settle();
    }

    /// <summary>What is woven, in the order of the source.</summary>
    public IEnumerable<Candidate> Woven => alive.Values.Where(c => woven.Contains(c.Method) && c.Read is { } read && (read.Function is not null || read.Step is not null));

    /// <summary>The methods that could not be woven, each with what stands in the way.</summary>
    public List<RefusedMethod> Refused { get; } = [];

    /// <summary>Says which methods have a twin.</summary>
    public Twins Twins => twins;

    /// <summary>Takes methods out whose generated code is faulty; their callers call them plainly from now on.</summary>
    public void Drop(IEnumerable<(IMethodSymbol Method, string Fault)> faulty)
    {
        foreach (var (method, fault) in faulty)
        {
            Refused.Add(new(method, Rules.Fault.Id, $"its woven twin does not compile: {fault}"));
            Remove(method);
        }
        Settle();
    }

    void Collect(SyntaxTree tree, bool all)
    {
#pragma warning disable RS1030 // one model a tree is what the whole compilation is read with
        var semantics = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
        foreach (var syntax in tree.GetRoot(cancel).DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            cancel.ThrowIfCancellationRequested();
            if ((syntax.Body is null && syntax.ExpressionBody is null) || semantics.GetDeclaredSymbol(syntax, cancel) is not IMethodSymbol declared)
                continue;
            var symbol = ExtensionBlocks.ImplementationOf(declared);
            var method = Twins.Definition(symbol);
            var mark = Callee.MarkOf(method);
            if ((mark == CalleeKind.Plain && (!all || IsTest(method))) || alive.ContainsKey(method))
                continue;
            var candidate = new Candidate(symbol, syntax, semantics, mark);
            CallFinder.Fill(candidate, cancel);
            // An override's twin overrides a twin, if there is one.
            for (var overridden = symbol.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                candidate.Callees.Add(Twins.Definition(overridden));
            candidate.Callees.UnionWith(symbol.ExplicitInterfaceImplementations.Select(Twins.Definition));
            alive.Add(method, candidate);
        }
    }

    /// <summary>A test is entered by its framework, never by a woven caller: a twin of it would be of no use.</summary>
    static bool IsTest(IMethodSymbol method) => method.GetAttributes().Any(static a => a.AttributeClass is { } type && IsOfTestFramework(type));

    static bool IsOfTestFramework(INamedTypeSymbol attribute)
    {
        for (var type = attribute; type is not null; type = type.BaseType)
        {
            var space = type.ContainingNamespace.ToDisplayString();
            if (space is "Xunit" or "NUnit.Framework" or "Microsoft.VisualStudio.TestTools.UnitTesting" or "TUnit.Core")
                return true;
        }
        return false;
    }

    void Settle()
    {
        bool changed;
        do
        {
            cancel.ThrowIfCancellationRequested();
            UpdateWoven();
            changed = false;
            foreach (var candidate in alive.Values.Where(c => woven.Contains(c.Method) && c.Read is null).ToList())
            {
                candidate.Read = Read(candidate);
                if (candidate.Read.Refusals.Count > 0)
                {
                    Refuse(candidate, candidate.Read.Refusals[0]);
                    changed = true;
                }
                else if (candidate.Mark == CalleeKind.Plain && candidate.Read.Function is { Cuts.Count: 1 } && !candidate.Callees.Any(c => woven.Contains(c) || IsForeignTwin(c)))
                {
                    // It can be stopped nowhere: a plain call of it is right, and fast. Its callers learn that they have one cut less.
                    if (candidate.Read.Hints.Count > 0)
                        Refuse(candidate, candidate.Read.Hints[0]);
                    else
                        Remove(candidate.Method);
                    changed = true;
                }
            }
        }
        while (changed);
    }

    ReadResult Read(Candidate candidate)
    {
        try
        {
            return candidate.Mark == CalleeKind.Step
                ? FunctionReader.ReadStep(candidate.Syntax, candidate.Symbol, pinned)
                : FunctionReader.ReadFunction(candidate.Syntax, candidate.Symbol, candidate.Semantics, twins, pinned, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException && candidate.Mark == CalleeKind.Plain)
        {
            // Nobody asked for this method by name: what stands in its way must not break a build.
            return new(null, null, [new(Rules.Fault, candidate.Symbol.Locations[0], candidate.Symbol.Name, $"reading it failed: {e.GetType().Name}: {e.Message}")], [], []);
        }
    }

    void Refuse(Candidate candidate, Refusal refusal)
    {
        Refused.Add(new(candidate.Method, refusal.Rule.Id, refusal.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
        Remove(candidate.Method);
    }

    void Remove(IMethodSymbol method)
    {
        alive.Remove(method);
        woven.Remove(method);
    }

    /// <summary>Computes which of the methods that are left have a cut, and forgets the readings that a change of this makes wrong.</summary>
    void UpdateWoven()
    {
        var now = Interesting();
        var changed = new HashSet<IMethodSymbol>(now, SymbolEqualityComparer.Default);
        changed.SymmetricExceptWith(known);
        known = now;
        woven.Clear();
        woven.UnionWith(now);
        if (changed.Count == 0)
            return;
        foreach (var candidate in alive.Values.Where(c => c.Read is not null && c.Callees.Overlaps(changed)))
            candidate.Read = null;
    }

    /// <summary>Those that are marked, have a cut of their own, call themselves in a circle, or call one of these.</summary>
    HashSet<IMethodSymbol> Interesting()
    {
        var callers = new Dictionary<IMethodSymbol, List<IMethodSymbol>>(SymbolEqualityComparer.Default);
        var found = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>();
        foreach (var candidate in alive.Values)
        {
            foreach (var callee in candidate.Callees)
            {
                if (!callers.TryGetValue(callee, out var list))
                    callers.Add(callee, list = []);
                list.Add(candidate.Method);
            }
            if (candidate.Mark != CalleeKind.Plain || candidate.HasOwnCut || candidate.Callees.Any(IsForeignTwin))
                Find(candidate.Method);
        }
        Spread();
        foreach (var candidate in alive.Values.Where(c => !found.Contains(c.Method)).ToList())
        {
            if (IsRecursive(candidate.Method))
            {
                Find(candidate.Method);
                Spread();
            }
        }
        return found;

        void Find(IMethodSymbol method)
        {
            if (found.Add(method))
                pending.Push(method);
        }

        void Spread()
        {
            while (pending.Count > 0)
            {
                if (callers.TryGetValue(pending.Pop(), out var list))
                    list.ForEach(Find);
            }
        }
    }

    bool IsForeignTwin(IMethodSymbol callee) =>
        !SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, compilation.Assembly)
        && (twins.Has(callee) || callee.ContainingType?.ToDisplayString() == KnownNames.Durable);

    bool IsRecursive(IMethodSymbol method)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([method]);
        while (pending.Count > 0)
        {
            if (!alive.TryGetValue(pending.Pop(), out var candidate))
                continue;
            foreach (var callee in candidate.Callees)
            {
                if (SymbolEqualityComparer.Default.Equals(callee, method))
                    return true;
                if (seen.Add(callee))
                    pending.Push(callee);
            }
        }
        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Liveness;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>
/// The first stage: syntax to model. Reads one fragment function or step. Rules and generated code both stand on what this returns, so they cannot disagree.
/// </summary>
public static class FunctionReader
{
    /// <summary>Tells why a value of a type cannot travel, as the path to the offending field, or null when it can.</summary>
    public delegate string? PinnedPath(string name, ITypeSymbol type);

    /// <summary>Reads a method that shall be a fragment function.</summary>
    /// <param name="syntax">The declaration that has the body.</param>
    /// <param name="method">Its symbol.</param>
    /// <param name="semantics">The model of its tree.</param>
    /// <param name="twins">Says which methods that it calls are woven.</param>
    /// <param name="pinned">Says what cannot leave the process.</param>
    /// <param name="cancel">Ends the work.</param>
    public static ReadResult ReadFunction(MethodDeclarationSyntax syntax, IMethodSymbol method, SemanticModel semantics, Twins twins, PinnedPath pinned, CancellationToken cancel)
    {
        method = ExtensionBlocks.ImplementationOf(method);
        if (method.PartialImplementationPart is { } part)
        {
            (syntax, method) = ((MethodDeclarationSyntax)part.DeclaringSyntaxReferences[0].GetSyntax(cancel), part);
#pragma warning disable RS1030 // the body may stand in another tree than the attribute; the compilation caches the model
            semantics = semantics.Compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        }
        var refusals = SignatureRules.Refusals(method, syntax, step: false).ToList();
        var body = (SyntaxNode?)syntax.Body ?? syntax.ExpressionBody?.Expression;
        if (refusals.Count > 0)
            return Refused(refusals);
        if (body is not null)
            refusals.AddRange(LedgerCheck.Of(body, semantics, cancel));
        refusals.AddRange(SignaturePins(method, pinned));
        if (refusals.Count > 0)
            return Refused(refusals);
        if (body is null)
            return new(null, null, [], Types(method), []) { Declared = SignatureReader.Read(method, syntax, twins) };

        // A pinned value at an optional cut, or at a call that may as well be plain, takes that cut out, and the body is read again without it.
        var disabled = new Dictionary<int, string>();
        var kept = new List<Variable>();
        while (true)
        {
            var reading = new FunctionReading(syntax, method, body, semantics, twins, disabled, pinned, cancel);
            kept.AddRange(reading.Pinned.Where(v => !kept.Exists(k => k.Name == v.Name && k.Pinned == v.Pinned)));
            if (reading.Refusals.Count > 0 && reading.MakePlain(twins.PreferPlainCalls))
                continue;
            if (reading.Refusals.Count > 0)
                return Refused(reading.Refusals);
            if (!reading.DisablePinned())
                return reading.ToResult() with { Pinned = kept };
        }
    }

    /// <summary>Reads a method that bears <c>[Step]</c>.</summary>
    public static ReadResult ReadStep(MethodDeclarationSyntax syntax, IMethodSymbol method, PinnedPath pinned)
    {
        method = ExtensionBlocks.ImplementationOf(method);
        if (method.PartialImplementationPart is { } part)
            (syntax, method) = ((MethodDeclarationSyntax)part.DeclaringSyntaxReferences[0].GetSyntax(), part);
        var refusals = SignatureRules.Refusals(method, syntax, step: true).ToList();
        refusals.AddRange(SignaturePins(method, pinned));
        if (refusals.Count > 0)
            return Refused(refusals);
        var signature = SignatureReader.Read(method, syntax, Twins.None);
        var arguments = new VariableTable();
        arguments.Enter();
        foreach (var (parameter, model) in method.Parameters.Zip(signature.Parameters, static (p, m) => (p, m)))
            arguments.Declare(model.Name, parameter.Type, model.Type, SecretMarks.Of(parameter) + TypeNames.Schema(parameter.Type), VariableKind.Parameter);
        var attribute = method.GetAttributes().First(static a => a.AttributeClass?.ToDisplayString() == KnownNames.StepAttribute);
        return new(null, new(signature, new(arguments.All), StableHash.Of(signature.Id), Named(attribute, "Retries", 0), Named(attribute, "RetryDelay", 100)), [], Types(method), []);
    }

    static int Named(AttributeData attribute, string name, int otherwise) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value as int? ?? otherwise;

    static ReadResult Refused(IReadOnlyList<Refusal> refusals) => new(null, null, refusals, [], []);

    static IReadOnlyList<ITypeSymbol> Types(IMethodSymbol method)
    {
        var types = method.Parameters.Select(static p => p.Type).ToList();
        if (TaskTypes.Result(method.ReturnType) is { } result)
            types.Add(result);
        if (!method.IsStatic)
            types.Add(method.ContainingType);
        return types;
    }

    static IEnumerable<Refusal> SignaturePins(IMethodSymbol method, PinnedPath pinned)
    {
        foreach (var parameter in method.Parameters)
        {
            if (pinned(parameter.Name, parameter.Type) is { } path)
                yield return new(Rules.PinnedSignature, parameter.Locations[0], $"The argument '{parameter.Name}'", method.Name, path);
        }
        if (TaskTypes.Result(method.ReturnType) is { } result && pinned("result", result) is { } resultPath)
            yield return new(Rules.PinnedSignature, method.Locations[0], "The result", method.Name, resultPath);
        if (!method.IsStatic && pinned("this", method.ContainingType) is { } thisPath)
            yield return new(Rules.PinnedSignature, method.Locations[0], "'this'", method.Name, thisPath);
    }

    /// <summary>One attempt at reading a function, with the cuts it may use.</summary>
    sealed class FunctionReading
    {
        readonly IMethodSymbol method;
        readonly VariableTable variables = new();
        readonly CutFinder finder;
        readonly Dictionary<int, string> disabled;
        readonly MethodSignature signature;
        readonly LocalNames names;
        readonly BlockNode body;
        readonly IReadOnlyList<Cut> cuts;
        readonly List<Refusal> refused;
        readonly PinReport report;

        public FunctionReading(
            MethodDeclarationSyntax syntax, IMethodSymbol method, SyntaxNode body, SemanticModel semantics, Twins twins, Dictionary<int, string> disabled, PinnedPath pinned, CancellationToken cancel)
        {
            this.method = method;
            this.disabled = disabled;
            signature = SignatureReader.Read(method, syntax, twins);
            finder = new(method.Name, body, semantics, twins, disabled, cancel);
            Refusals.AddRange(finder.Refusals);
            foreach (var (node, type) in finder.Received)
            {
                if (pinned("value", type) is { } path)
                    Refusals.Add(new(Rules.PinnedSignature, node.GetLocation(), "The value of an event", method.Name, path));
            }
            var pool = new NamePool(syntax);
            names = new(pool.Plain("ctx"), pool.Plain("frame"), pool.Plain("at"), pool.Plain("strip"), pool.Plain("thrown"));
            variables.Enter();
            foreach (var (parameter, model) in method.Parameters.Zip(signature.Parameters, static (p, m) => (p, m)))
                variables.Declare(model.Name, parameter.Type, model.Type, SecretMarks.Of(parameter) + TypeNames.Schema(parameter.Type), VariableKind.Parameter);
            var reader = new BodyReader(body, semantics, finder, variables, pool, names, method, cancel);
            var read = reader.Read(body);
            refused = reader.Refusals;
            Refusals.AddRange(refused);
            if (RecursionFinder.IsRecursive(method, semantics.Compilation, twins, cancel))
                read = EntryPoll.Place(read);
            this.body = read;
            var shared = new SharedVariables(body, semantics);
            for (var i = 0; i < variables.All.Count; i++)
            {
                if (!variables.All[i].HasTypeName)
                    continue;
                if (variables.All[i].Kind is VariableKind.Reference or VariableKind.ReadOnlyReference)
                    variables.Pin(i, "it is a reference to a place");
                else if (shared.Contains(variables.All[i].Name, variables.Types[i]))
                    variables.Pin(i, SharedVariables.Reason);
                else if (variables.Types[i] is { } type && pinned(variables.All[i].Name, type) is { } path)
                    variables.Pin(i, variables.All[i].IsOpen ? ForEachShape.CannotBeSaved : path);
            }
            cuts = LivenessPass.Run(read, variables.All, EntryCut(), reader.Cuts);
            report = new(finder, syntax, variables, reader.Sources, reader.Sequences);
            foreach (var cut in cuts.Where(c => !c.Optional && finder.Optional(c) is null))
                Refusals.AddRange(report.Refusals(cut));
        }

        public List<Refusal> Refusals { get; } = [];

        public IEnumerable<Variable> Pinned => variables.All.Where(static v => v.Pinned is not null);

        Cut EntryCut() => new(
            0, CutKind.Entry, method.Name, StableHash.Of(signature.Id), method.Locations[0].GetLineSpan().StartLinePosition.Line + 1,
            new(Enumerable.Range(0, method.Parameters.Length)));

        /// <summary>Takes out the loops where a pinned value is live, and makes calls plain across which one is; false if there is none.</summary>
        public bool DisablePinned()
        {
            var before = disabled.Count;
            foreach (var cut in cuts)
            {
                if (report.Reason(cut) is { } reason && finder.Optional(cut) is { } site)
                    disabled[site.Position] = reason;
            }
            return disabled.Count > before;
        }

        /// <summary>Makes calls plain that stand where a reference would have to outlast them, or, if asked to, wherever execution cannot stop; false if there is none.</summary>
        public bool MakePlain(bool anywhere)
        {
            var before = disabled.Count;
            foreach (var refusal in refused.Where(r => r.Rule == Rules.Pinned || (anywhere && StandsWhereNothingStops(r))))
            {
                foreach (var site in finder.OptionalAt(refusal.Location).Where(s => !disabled.ContainsKey(s.Position)))
                    disabled.Add(site.Position, refusal.Rule == Rules.Pinned ? $"'{refusal.Arguments[0]}' is a reference to a place, which no frame can hold" : "execution cannot stop where it stands");
            }
            return disabled.Count > before;
        }

        static bool StandsWhereNothingStops(Refusal refusal) =>
            refusal.Rule == Rules.NotWoven || refusal.Rule == Rules.CutInside || refusal.Rule == Rules.LockAcrossCut || refusal.Rule == Rules.NotResumable;

        public ReadResult ToResult()
        {
            var live = new HashSet<int>(cuts.SelectMany(static c => c.Contract));
            var types = Types(method).Concat(live.Select(i => variables.Types[i]).OfType<ITypeSymbol>()).Concat(finder.TypeArguments).ToList();
            var hints = finder.NotPreemptible
                .Select(static l => new Refusal(l.Node is InvocationExpressionSyntax ? Rules.PlainCall : Rules.NotPreemptible, l.Node.GetFirstToken().GetLocation(), l.Name, l.Reason)).ToList();
            var mark = Twins.Definition(method).GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == KnownNames.FragmentAttribute);
            var function = new FunctionModel(signature, new(variables.All), new(cuts), body, names)
            {
                Needs = mark is null ? 0 : Named(mark, "Needs", 0),
                Near = mark?.NamedArguments.FirstOrDefault(static a => a.Key == "Near").Value.Value as string,
            };
            return new(function, null, [], types, hints)
            {
                VariableTypes = variables.Types,
                Places = [.. cuts.Select(finder.PlaceOf).OfType<CutPlace>()],
            };
        }
    }
}

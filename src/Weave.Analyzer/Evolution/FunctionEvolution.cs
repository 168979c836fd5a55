using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>Reads what the attributes of a fragment function or step say about older code.</summary>
static class FunctionEvolution
{
    /// <summary>True if there is something to read.</summary>
    public static bool IsMarked(IMethodSymbol method) =>
        Mark.On(method, KnownNames.WasNamedAttribute).Any() || Mark.On(method, KnownNames.WasCutAttribute).Any()
        || method.Parameters.Any(static p => Mark.On(p, KnownNames.WasNamedAttribute).Any());

    /// <summary>What they say.</summary>
    /// <param name="method">The function or step.</param>
    /// <param name="read">What was read of it: not refused.</param>
    public static Evolved Read(IMethodSymbol method, ReadResult read)
    {
        var evolved = new Evolved();
        method = read.Function is not null ? ExtensionBlocks.ImplementationOf(method) : method;
        var signature = read.Function?.Signature ?? read.Step?.Signature ?? read.Declared;
        if (signature is null)
            return evolved;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in Saved(read))
            variables[variable.Field] = variable.SchemaType;
        ReadNames(method, signature, variables, evolved);
        ReadCuts(method, signature, [.. read.Function?.Cuts.Select(static c => c.Id) ?? []], evolved);
        foreach (var mark in MigrationReader.In(method.ContainingType).Where(mark => mark.Of == method.Name))
        {
            var isOpen = signature.OpenTypes.Count > 0;
            var made = !isOpen && variables.TryGetValue(mark.First, out var type) ? type : null;
            MigrationReader.Read(mark, signature.Id, made, isOpen ? $"'{method.Name}' is generic, or its type is" : $"no cut of '{method.Name}' saves a variable '{mark.First}'", evolved);
        }

        return evolved;
    }

    static IEnumerable<Variable> Saved(ReadResult read)
    {
        if (read.Step is { } step)
            return step.Arguments;
        if (read.Function is not { } function)
            return [];
        var saved = new HashSet<int>(function.Cuts.SelectMany(static c => c.Contract));
        return function.Variables.Where((variable, i) => saved.Contains(i) || variable.Kind == VariableKind.Parameter);
    }

    static void ReadNames(IMethodSymbol method, MethodSignature signature, IReadOnlyDictionary<string, string> variables, Evolved evolved)
    {
        foreach (var mark in Mark.On(method, KnownNames.WasNamedAttribute))
        {
            if (mark.Second is { } variable)
            {
                Add(mark, mark.First, variable, !variables.ContainsKey(variable) ? $"no cut of '{method.Name}' saves a variable '{variable}'" : null);
                continue;
            }

            var was = mark.First.IndexOf('(') >= 0 ? mark.First : OldId(signature, mark.First);
            var problem =
                mark.First.Trim().Length == 0 || mark.First.IndexOf('|') >= 0 ? "gives no name"
                : mark.First.IndexOf('.') >= 0 && mark.First.IndexOf('(') < 0 ? "gives a name with a dot: the old full id has the types of the parameters, too"
                : was == signature.Id ? $"'{was}' is its id now"
                : IsTaken(method, was) ? $"'{was}' is another function now: an id is never used again"
                : null;
            if (problem is null)
                evolved.Renamings.Add(new(signature.Id, "", was));
            else
                evolved.Refusals.Add(mark.Refuse(Rules.BadOldName, problem));
        }

        foreach (var (parameter, model) in method.Parameters.Zip(signature.Parameters, static (p, m) => (p, m)))
        {
            foreach (var mark in Mark.On(parameter, KnownNames.WasNamedAttribute))
                Add(mark, mark.First, model.Name, mark.Second is not null ? "names a variable, and a parameter has none" : null);
        }

        void Add(Mark mark, string was, string now, string? problem)
        {
            problem ??=
                !Mark.IsName(was) ? "gives no name"
                : variables.ContainsKey(was) ? $"'{method.Name}' has a '{was}' still"
                : evolved.Renamings.Find(r => r.Now.Length > 0 && r.Was == was) is { } other ? $"'{was}' is said to be '{other.Now}' already"
                : null;
            if (problem is null)
                evolved.Renamings.Add(new(signature.Id, now, was));
            else
                evolved.Refusals.Add(mark.Refuse(Rules.BadOldName, problem));
        }
    }

    /// <summary>The id with another name of the method.</summary>
    static string OldId(MethodSignature signature, string name)
    {
        var end = signature.Id.IndexOf('(');
        var head = signature.Id.Substring(0, end);
        var generics = head.EndsWith(">", StringComparison.Ordinal) && signature.TypeParameters.Count > 0 ? head.Substring(head.LastIndexOf('<')) : "";
        head = head.Substring(0, head.Length - generics.Length);
        return head.Substring(0, head.LastIndexOf('.') + 1) + name + generics + signature.Id.Substring(end);
    }

    static bool IsTaken(IMethodSymbol method, string was) =>
        method.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(other => Callee.MarkOf(other) != CalleeKind.Plain && SignatureReader.Id(other) == was);

    static void ReadCuts(IMethodSymbol method, MethodSignature signature, HashSet<string> ids, Evolved evolved)
    {
        foreach (var mark in Mark.On(method, KnownNames.WasCutAttribute))
        {
            var (was, now) = (mark.First, mark.Second ?? "");
            var problem =
                was.Trim().Length == 0 || was.IndexOf('|') >= 0 || was.IndexOf('\n') >= 0 ? "gives no cut"
                : !ids.Contains(now) ? $"'{method.Name}' has no cut '{now}'"
                : now.IndexOf('/') < 0 || was.IndexOf('/') < 0 ? "names the entry, which is where it is"
                : evolved.Renamings.Find(r => r.IsCut && r.Was == was) is { } other ? $"'{was}' is said to be '{other.Now}' already"
                : null;
            if (problem is null)
                evolved.Renamings.Add(new(signature.Id, now, was, IsCut: true));
            else
                evolved.Refusals.Add(mark.Refuse(Rules.BadOldCut, problem));
        }
    }
}

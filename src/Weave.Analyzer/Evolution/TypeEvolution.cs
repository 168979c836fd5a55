using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Contracts;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace Weave.Analyzer.Evolution;

/// <summary>Reads what the attributes of a type and of its members say about older code.</summary>
static class TypeEvolution
{
    /// <summary>What they say.</summary>
    /// <param name="type">The definition of a type of the source.</param>
    public static Evolved Read(INamedTypeSymbol type)
    {
        var evolved = new Evolved();
        ReadName(type, evolved);
        if (type.TypeKind is TypeKind.Enum or TypeKind.Interface)
            return evolved;
        var labels = new Dictionary<string, ITypeSymbol>(StringComparer.Ordinal);
        foreach (var field in SourceFields.Of(type))
            labels[field.Label] = field.Type;
        ReadMembers(type, labels, evolved);
        ReadDrops(type, labels, evolved);
        var owner = TypeNames.Schema(type);
        foreach (var mark in MigrationReader.In(type).Where(static mark => mark.Of is null))
            MigrationReader.Read(mark, owner, labels.TryGetValue(mark.First, out var made) ? TypeNames.Schema(made) : null, $"'{type.Name}' has no field or property '{mark.First}' that is state", evolved);
        return evolved;
    }

    /// <summary>The old names of a type and of those around it.</summary>
    public static IEnumerable<Renaming> Names(INamedTypeSymbol type)
    {
        for (var part = type.OriginalDefinition; part is not null; part = part.ContainingType)
        {
            var evolved = new Evolved();
            ReadName(part, evolved);
            foreach (var renaming in evolved.Renamings)
                yield return renaming;
        }
    }

    static void ReadName(INamedTypeSymbol type, Evolved evolved)
    {
        var name = TypeNames.Schema(type);
        var plain = name.Split('<')[0];
        foreach (var mark in Mark.On(type, KnownNames.WasNamedAttribute))
        {
            var was = mark.First.IndexOf('.') >= 0 ? mark.First.Split('<')[0] : plain.Substring(0, plain.LastIndexOf('.') + 1) + mark.First;
            var problem =
                mark.Second is not null ? "names a variable, and a type has none"
                : !Mark.IsName(mark.First) ? "gives no name"
                : was == plain ? $"'{was}' is its name now"
                : type.ContainingType is { } outer && TypeArguments.ParametersOf(outer).Any() ? "it stands in a generic type, whose parts cannot be renamed apart from it"
                : type.ContainingType is null && IsTaken(type, was) ? $"'{was}' is another type now: an id is never used again"
                : null;
            if (problem is null)
                evolved.Renamings.Add(new(name, "", was));
            else
                evolved.Refusals.Add(mark.Refuse(Rules.BadOldName, problem));
        }
    }

    static bool IsTaken(INamedTypeSymbol type, string was)
    {
        ISymbol? found = type.ContainingAssembly.GlobalNamespace;
        foreach (var part in was.Split('.'))
            found = (found as INamespaceOrTypeSymbol)?.GetMembers(part).FirstOrDefault(m => m is INamespaceSymbol || m is INamedTypeSymbol { Arity: var arity } && arity == type.Arity);
        return found is INamedTypeSymbol;
    }

    static void ReadMembers(INamedTypeSymbol type, IReadOnlyDictionary<string, ITypeSymbol> labels, Evolved evolved)
    {
        var owner = TypeNames.Schema(type);
        var members = type.GetMembers().Where(static m => m is IPropertySymbol or IEventSymbol or IFieldSymbol { IsImplicitlyDeclared: false })
            .Concat(type.InstanceConstructors.SelectMany(static c => c.Parameters.Cast<ISymbol>()));
        foreach (var mark in members.SelectMany(static member => Mark.On(member, KnownNames.WasNamedAttribute)))
        {
            var now = mark.Symbol.Name;
            var problem =
                mark.Second is not null ? "names a variable, and a member has none"
                : !Mark.IsName(mark.First) ? "gives no name"
                : !labels.ContainsKey(now) ? $"'{now}' is no state of '{type.Name}'"
                : labels.ContainsKey(mark.First) ? $"'{type.Name}' has a '{mark.First}' still"
                : evolved.Renamings.Find(r => r.Now.Length > 0 && r.Was == mark.First) is { } other ? $"'{mark.First}' is said to be '{other.Now}' already"
                : null;
            if (problem is null)
                evolved.Renamings.Add(new(owner, now, mark.First));
            else
                evolved.Refusals.Add(mark.Refuse(Rules.BadOldName, problem));
        }
    }

    static void ReadDrops(INamedTypeSymbol type, IReadOnlyDictionary<string, ITypeSymbol> labels, Evolved evolved)
    {
        foreach (var mark in Mark.On(type, KnownNames.DropsAttribute))
        {
            var problem =
                !Mark.IsName(mark.First) ? "gives no name"
                : labels.ContainsKey(mark.First) ? $"'{type.Name}' has a '{mark.First}' still"
                : evolved.Renamings.Find(r => r.Was == mark.First && r.Now.Length > 0) is { } other ? $"'{mark.First}' is said to be '{other.Now}' now"
                : evolved.Drops.Exists(d => d.Member == mark.First) ? $"'{mark.First}' is dropped already"
                : null;
            if (problem is null)
                evolved.Drops.Add(new(TypeNames.Schema(type), mark.First));
            else
                evolved.Refusals.Add(mark.Refuse(Rules.BadOldName, problem));
        }
    }
}

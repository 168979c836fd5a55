using System.Text.RegularExpressions;

namespace Weave.Contracts;

/// <summary>How newer code reads what older code saved: the renamings, migrations and drops of one or more modules.</summary>
public sealed class EvolutionRules
{
    /// <summary>References were once spelled with their annotation, which says nothing of a value.</summary>
    static readonly Regex annotation = new(@"(?<![\w.])(string|object|dynamic)\?", RegexOptions.CultureInvariant);

    readonly Dictionary<string, string> renamedTypes = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> renamedFunctions = new(StringComparer.Ordinal);
    readonly ILookup<(string Owner, string Now), string> oldNames;
    readonly ILookup<string, Renaming> movedCuts;
    readonly Dictionary<(string Owner, string Member), MigrationContract> migrations = [];
    readonly HashSet<(string Owner, string Member)> drops = [];

    /// <param name="now">The contracts of newer code.</param>
    public EvolutionRules(ContractSet now)
    {
        foreach (var renaming in now.Renamings.Where(static r => !r.IsCut && r.Now.Length == 0))
        {
            if (IsFunction(renaming.Owner))
                renamedFunctions[renaming.Was] = renaming.Owner;
            else
                renamedTypes[Names.Plain(renaming.Was)] = Names.Plain(renaming.Owner);
        }

        oldNames = now.Renamings.Where(static r => !r.IsCut && r.Now.Length > 0).ToLookup(static r => (Names.Definition(r.Owner), r.Now), static r => r.Was);
        movedCuts = now.Renamings.Where(static r => r.IsCut).ToLookup(static r => Names.Definition(r.Owner), StringComparer.Ordinal);
        foreach (var migration in now.Migrations)
            migrations[(Names.Definition(migration.Owner), migration.Member)] = migration;
        foreach (var drop in now.Drops)
            drops.Add((Names.Definition(drop.Owner), drop.Member));
    }

    /// <summary>The types in a text by the names they have now.</summary>
    /// <param name="text">The name of a type, or a text with some.</param>
    public string RenameTypes(string text) => Names.Rename(text, renamedTypes);

    /// <summary>The id that a function of older code has now.</summary>
    /// <param name="id">Its old id.</param>
    public string RenameFunction(string id)
    {
        id = annotation.Replace(id, "$1");
        var (definition, arguments) = Split(id);
        if (renamedFunctions.TryGetValue(definition, out var now))
            return now + RenameTypes(arguments);
        var renamed = RenameTypes(definition);
        return (renamedFunctions.TryGetValue(renamed, out now) ? now : renamed) + RenameTypes(arguments);
    }

    /// <summary>Finds where a frame of older code resumes.</summary>
    /// <param name="old">The cut it stands at.</param>
    /// <param name="cutsOf">The cuts of the function with this id; null if there is none.</param>
    public CutMap Map(CutContract old, Func<string, IReadOnlyList<CutContract>?> cutsOf)
    {
        var id = RenameFunction(old.Function);
        if (cutsOf(id) is not { Count: > 0 } cuts)
            return new CutMap(null, LayoutMap.Refused(Verdict.Incompatible, "The method is gone."));
        var moved = movedCuts[Names.Definition(id)].FirstOrDefault(r => r.Was == old.Cut);
        var place = moved?.Now ?? Follow(old.Cut, id, cuts[0].Cut.Split('/')[0]);
        if (cuts.FirstOrDefault(c => c.Cut == place) is not { } now)
            return new CutMap(null, LayoutMap.Refused(Verdict.Incompatible, $"The method has no cut '{place}'."));
        if (now.Anchor != old.Anchor && moved is null && !IsEntry(now))
            return new CutMap(now, LayoutMap.Refused(Verdict.NeedsMigration, $"The statement of the cut has changed, or the number of its equals: if execution may go on there, say [WasCut(\"{old.Cut}\", \"{now.Cut}\")]."));
        var values = new LayoutComparison(Names.Definition(id), LayoutKind.Frame, old.Members, now.Members, this).Compare();
        return new CutMap(now, values.Verdict != Verdict.Identical || IsSamePlace(old, now) ? values : Renamed(now.Members));
    }

    /// <summary>Finds what an object or value of older code becomes.</summary>
    /// <param name="old">Its type.</param>
    /// <param name="typeNamed">The type with this name; null if there is none.</param>
    public TypeMap Map(TypeContract old, Func<string, TypeContract?> typeNamed)
    {
        var name = RenameTypes(old.Name);
        if (typeNamed(name) is not { } now)
            return new TypeMap(null, LayoutMap.Refused(Verdict.Incompatible, "The type is gone."));
        if (now.Text == old.Text)
            return new TypeMap(now, LayoutMap.Identical);
        if (now.Kind != old.Kind)
            return new TypeMap(now, LayoutMap.Refused(Verdict.Incompatible, $"It was {Of(old.Kind)} and is {Of(now.Kind)}."));
        return new TypeMap(now, old.Kind switch
        {
            TypeKind.Enum => Enums(old, now),
            TypeKind.Custom when now.Text.Substring(now.Name.Length) == old.Text.Substring(old.Name.Length) => Renamed([]),
            TypeKind.Custom => LayoutMap.Refused(Verdict.Incompatible, "Its codec writes other bytes now."),
            TypeKind.Known => old.Text == name ? LayoutMap.Identical : new LayoutMap(Verdict.Maps, "A type in it has another name.", [], []),
            _ => Fields(old, now),
        });
    }

    internal bool IsDropped(string owner, string member) => drops.Contains((owner, member));

    internal MigrationContract? MigrationOf(string owner, string member) => migrations.TryGetValue((owner, member), out var migration) ? migration : null;

    internal IEnumerable<string> OldNames(string owner, string member) => oldNames[(owner, member)];

    /// <summary>A field of a base class has that class's name before its own.</summary>
    internal string RenameMember(string name) => name.IndexOf('.') < 0 ? name : RenameTypes(name);

    static bool IsFunction(string owner) => owner.IndexOf('(') >= 0;

    static bool IsSamePlace(CutContract old, CutContract now) => old.ToSchema() == now.ToSchema();

    static bool IsEntry(CutContract cut) => cut.Cut.IndexOf('/') < 0;

    /// <summary>The same members, under another name of their owner.</summary>
    static LayoutMap Renamed(IReadOnlyList<Member> members) =>
        new(Verdict.Maps, "A name has changed.", [.. members.Select(static (member, i) => new MemberSource(member, MemberOrigin.Old, [i], Conversion.None))], []);

    static string Of(TypeKind kind) => kind switch
    {
        TypeKind.Class => "a class",
        TypeKind.Struct => "a struct",
        TypeKind.Enum => "an enum",
        TypeKind.Custom => "a type with a codec of its own",
        _ => "a type of the runtime",
    };

    static LayoutMap Enums(TypeContract old, TypeContract now) => Conversion.Between(old.Underlying, now.Underlying) is { } conversion
        ? new LayoutMap(Verdict.Maps, conversion == Conversion.None && old.Underlying == now.Underlying ? "It has another name." : $"It was {old.Underlying} and is {now.Underlying}.", [], [])
        : LayoutMap.Refused(Verdict.Incompatible, $"It was {old.Underlying} and is {now.Underlying}, which holds less.");

    LayoutMap Fields(TypeContract old, TypeContract now)
    {
        var kind = old.Kind == TypeKind.Struct ? LayoutKind.Value : LayoutKind.Object;
        var map = new LayoutComparison(Names.Definition(now.Name), kind, old.Members, now.Members, this).Compare();
        return map.Verdict == Verdict.Identical ? Renamed(now.Members) : map;
    }

    /// <summary>The id that a cut has when nothing but names of the method and of its variables has changed.</summary>
    /// <param name="cut">Its old id.</param>
    /// <param name="function">The function's id now.</param>
    /// <param name="entry">The id of its entry now: the method's name.</param>
    string Follow(string cut, string function, string entry)
    {
        var slash = cut.IndexOf('/');
        cut = entry + (slash < 0 ? "" : cut.Substring(slash));
        foreach (var names in oldNames.Where(names => names.Key.Owner == Names.Definition(function)))
        {
            foreach (var was in names)
                cut = cut.Replace($"({was})", $"({names.Key.Now})");
        }

        return cut;
    }

    static (string Definition, string Arguments) Split(string id)
    {
        var definition = Names.Definition(id);
        return (definition, id.Substring(definition.Length));
    }
}

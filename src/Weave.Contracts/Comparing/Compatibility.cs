namespace Weave.Contracts;

/// <summary>Holds what older code saved against what newer code reads. The loader, the rules and <c>weavec diff</c> ask here, so they cannot disagree.</summary>
public static class Compatibility
{
    /// <summary>A finding for each cut and type of <paramref name="old"/>, in the order of its text.</summary>
    /// <param name="old">What older code saved.</param>
    /// <param name="now">What the code is now, with its renamings, migrations and drops.</param>
    public static IReadOnlyList<Finding> Compare(ContractSet old, ContractSet now)
    {
        var rules = new EvolutionRules(now);
        var cuts = now.Cuts.GroupBy(static cut => cut.Function, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => (IReadOnlyList<CutContract>)[.. group], StringComparer.Ordinal);
        var types = now.Types.GroupBy(static type => Names.Definition(type.Name), StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal);
        var cutMaps = old.Cuts.Select(cut => (Cut: cut, Map: rules.Map(cut, id => cuts.TryGetValue(Names.Definition(id), out var found) ? [.. found.Select(c => c with { Function = id })] : null))).ToList();
        var typeMaps = old.Types.Select(type => (Type: type, Map: rules.Map(type, name => types.TryGetValue(Names.Definition(name), out var found) ? found.As(name) : null))).ToList();
        var aside = Aside(cutMaps.SelectMany(static c => NotRead(c.Cut.Members, c.Map.Values)).Concat(typeMaps.SelectMany(static t => NotRead(t.Type.Members, t.Map.Fields))), [.. typeMaps.Where(static t => t.Map.Now is null).Select(static t => t.Type)]);
        return
        [
            .. cutMaps.Select(static c => new Finding(c.Cut, null, c.Map.Values.Verdict, c.Map.Values.Why)),
            .. typeMaps.Select(t => aside.Contains(Names.Definition(t.Type.Name)) ? new Finding(null, t.Type, Verdict.Maps, "The type is gone, and so is what held it: its values are kept aside.") : new Finding(null, t.Type, t.Map.Fields.Verdict, t.Map.Fields.Why)),
        ];
    }

    /// <summary>The old members that nothing reads.</summary>
    static IEnumerable<Member> NotRead(IReadOnlyList<Member> members, LayoutMap map)
    {
        if (map.Verdict != Verdict.Maps || map.Kept.Count + map.Members.Count == 0)
            return [];
        var read = new HashSet<int>(map.Members.SelectMany(static source => source.Inputs));
        return members.Where((_, i) => !read.Contains(i));
    }

    /// <summary>The types that are gone together with what held them: nobody asks for their values.</summary>
    static HashSet<string> Aside(IEnumerable<Member> members, IReadOnlyList<TypeContract> gone)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Member>(members);
        while (open.Count > 0)
        {
            var names = new HashSet<string>(Names.In(open.Dequeue().PlainType).Select(Names.Definition), StringComparer.Ordinal);
            foreach (var type in gone.Where(type => names.Contains(Names.Definition(type.Name)) && found.Add(Names.Definition(type.Name))))
            {
                foreach (var member in type.Members)
                    open.Enqueue(member);
            }
        }

        return found;
    }
}

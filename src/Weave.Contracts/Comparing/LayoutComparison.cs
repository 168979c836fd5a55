namespace Weave.Contracts;

/// <summary>Compares two lists of members under the renamings, migrations and drops of their owner.</summary>
sealed class LayoutComparison(string owner, LayoutKind kind, IReadOnlyList<Member> old, IReadOnlyList<Member> now, EvolutionRules rules)
{
    readonly List<MemberSource> sources = [];
    readonly List<string> changes = [];
    readonly List<string> refusals = [];
    readonly HashSet<int> read = [];
    readonly List<Member> added = [];

    public LayoutMap Compare()
    {
        foreach (var member in now)
            sources.Add(Source(member));
        var kept = new List<int>();
        for (var i = 0; i < old.Count; i++)
        {
            if (!read.Contains(i) && !rules.IsDropped(owner, old[i].Name))
                Keep(i, kept);
        }

        if (refusals.Count > 0)
            return LayoutMap.Refused(Verdict.NeedsMigration, string.Join(" ", refusals));
        if (changes.Count == 0 && IsSame())
            return LayoutMap.Identical;
        if (changes.Count == 0)
            changes.Add("The order has changed.");
        return new LayoutMap(Verdict.Maps, string.Join(" ", changes), sources, kept);
    }

    bool IsSame()
    {
        for (var i = 0; i < now.Count; i++)
        {
            if (sources[i] is not { Origin: MemberOrigin.Old } source || source.Conversion != Conversion.None || source.Inputs[0] != i || now[i].Name != old[i].Name)
                return false;
        }

        return now.Count == old.Count;
    }

    MemberSource Source(Member member)
    {
        if (rules.MigrationOf(owner, member.Name) is { } migration && Inputs(migration) is { } inputs && !HasOld(member))
        {
            changes.Add($"'{member.Name}' is made by a migration.");
            read.UnionWith(inputs);
            return new MemberSource(member, MemberOrigin.Migration, inputs, Conversion.None);
        }

        var index = IndexOf(member.Name);
        if (index < 0)
            return Added(member);
        read.Add(index);
        if (old[index].Name != member.Name)
            changes.Add($"'{old[index].Name}' is '{member.Name}' now.");
        var (before, after) = (rules.RenameTypes(old[index].PlainType), member.PlainType);
        if (Conversion.Between(before, after) is { } conversion)
        {
            if (before != after)
                changes.Add($"'{member.Name}' was {before} and is {after}.");
            return new MemberSource(member, MemberOrigin.Old, [index], conversion);
        }

        refusals.Add($"'{member.Name}' was {before} and is {after}: a [Migrates] method has to say how the one becomes the other.");
        return new MemberSource(member, MemberOrigin.Default, [], Conversion.None);
    }

    MemberSource Added(Member member)
    {
        added.Add(member);
        if (kind == LayoutKind.Frame)
            refusals.Add($"'{member.Name}' is live now and was not saved: a [Migrates] method has to make its value, or [WasNamed] say what it was.");
        else
            changes.Add($"'{member.Name}' is new.");
        return new MemberSource(member, MemberOrigin.Default, [], Conversion.None);
    }

    void Keep(int index, List<int> kept)
    {
        var gone = old[index];
        var type = rules.RenameTypes(gone.PlainType);
        if (kind != LayoutKind.Frame && added.Find(member => Conversion.Between(type, member.PlainType) is not null) is { } twin)
            refusals.Add($"'{gone.Name}' is gone and '{twin.Name}' is new: if it is the same, say [WasNamed(\"{gone.Name}\")]; if not, [Drops(\"{gone.Name}\")].");
        else if (kind == LayoutKind.Value)
            refusals.Add($"'{gone.Name}' is gone, and a struct has no place to keep its value: [Drops(\"{gone.Name}\")] says that it may be lost.");
        else
            changes.Add($"'{gone.Name}' is gone; its value is kept aside.");
        kept.Add(index);
    }

    /// <summary>True if the old value can be taken as it is, so that no migration is needed: a migration serves the states that were saved before it.</summary>
    bool HasOld(Member member) => IndexOf(member.Name) is >= 0 and var index && rules.RenameTypes(old[index].PlainType) == member.PlainType;

    int IndexOf(string name)
    {
        var index = Find(name);
        foreach (var was in rules.OldNames(owner, name))
        {
            if (index >= 0)
                break;
            index = Find(was);
        }

        return index;
    }

    int Find(string name)
    {
        for (var i = 0; i < old.Count; i++)
        {
            if (rules.RenameMember(old[i].Name) == name)
                return i;
        }

        return -1;
    }

    int[]? Inputs(MigrationContract migration)
    {
        var inputs = new int[migration.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            var index = Find(migration.Inputs[i].Name);
            if (index < 0)
                index = Find(Capital(migration.Inputs[i].Name));
            if (index < 0 || rules.RenameTypes(old[index].PlainType) != migration.Inputs[i].PlainType)
                return null;
            inputs[i] = index;
        }

        return inputs;
    }

    /// <summary>The property that a parameter of this name means.</summary>
    static string Capital(string name)
    {
        var start = name.LastIndexOf('.') + 1;
        return name.Substring(0, start) + char.ToUpperInvariant(name[start]) + name.Substring(start + 1);
    }
}

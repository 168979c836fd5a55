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
        return
        [
            .. old.Cuts.Select(cut => rules.Compare(cut, id => cuts.TryGetValue(id, out var found) ? found : null)),
            .. old.Types.Select(type => rules.Compare(type, name => types.TryGetValue(Names.Definition(name), out var found) ? found.As(name) : null)),
        ];
    }
}

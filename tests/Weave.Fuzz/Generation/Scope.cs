namespace Weave.Fuzz.Generation;

/// <summary>Variables that can be read here.</summary>
sealed class Scope(Scope? outer)
{
    readonly List<Variable> own = [];

    public IEnumerable<Variable> All => outer is null ? own : own.Concat(outer.All);

    /// <summary>All but these: what a lambda in a struct cannot see.</summary>
    public Scope Without(params string[] names)
    {
        var scope = new Scope(null);
        scope.own.AddRange(All.Where(v => !names.Contains(v.Name)));
        return scope;
    }

    public void Add(Variable variable) => own.Add(variable);

    public List<Variable> Of(Ty type, bool writable = false) => [.. All.Where(v => v.Type == type && (v.Writable || !writable))];
}

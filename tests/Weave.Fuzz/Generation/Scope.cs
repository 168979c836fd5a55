namespace Weave.Fuzz.Generation;

/// <summary>Variables that can be read here.</summary>
sealed class Scope(Scope? outer)
{
    readonly List<Variable> own = [];

    public IEnumerable<Variable> All => outer is null ? own : own.Concat(outer.All);

    public void Add(Variable variable) => own.Add(variable);

    public List<Variable> Of(Ty type, bool writable = false) => [.. All.Where(v => v.Type == type && (v.Writable || !writable))];
}

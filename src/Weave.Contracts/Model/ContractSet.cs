namespace Weave.Contracts;

/// <summary>The contracts of one module: what its runs save, and how it reads what older code saved. Its text is the file <c>weave.contracts</c>.</summary>
public sealed record ContractSet
{
    /// <summary>The cuts of all functions and steps.</summary>
    public IReadOnlyList<CutContract> Cuts { get; init; } = [];

    /// <summary>The layouts of all types of the source that the contracts reach.</summary>
    public IReadOnlyList<TypeContract> Types { get; init; } = [];

    /// <summary>Names that were others.</summary>
    public IReadOnlyList<Renaming> Renamings { get; init; } = [];

    /// <summary>Methods that make new values of old ones.</summary>
    public IReadOnlyList<MigrationContract> Migrations { get; init; } = [];

    /// <summary>Members whose old values may be lost.</summary>
    public IReadOnlyList<Drop> Drops { get; init; } = [];

    /// <summary>Cuts that were, and are no more: their ids are never used again.</summary>
    public IReadOnlyList<CutContract> RetiredCuts { get; init; } = [];

    /// <summary>Types that were, and are no more.</summary>
    public IReadOnlyList<TypeContract> RetiredTypes { get; init; } = [];

    /// <summary>Reads the text of a file or of an assembly. Lines that begin with <c>#</c> are comments.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ContractFormatException">It is none; says which line.</exception>
    public static ContractSet Parse(string text) => ContractText.Parse(text);

    /// <summary>All that several sets say.</summary>
    /// <param name="sets">The sets.</param>
    public static ContractSet Merge(IReadOnlyCollection<ContractSet> sets) => new()
    {
        Cuts = [.. sets.SelectMany(static set => set.Cuts)],
        Types = [.. sets.SelectMany(static set => set.Types)],
        Renamings = [.. sets.SelectMany(static set => set.Renamings)],
        Migrations = [.. sets.SelectMany(static set => set.Migrations)],
        Drops = [.. sets.SelectMany(static set => set.Drops)],
        RetiredCuts = [.. sets.SelectMany(static set => set.RetiredCuts)],
        RetiredTypes = [.. sets.SelectMany(static set => set.RetiredTypes)],
    };

    /// <summary>The text: one line for each, sorted, so that a change is a change of one line.</summary>
    public string ToText() => ContractText.Write(this);
}

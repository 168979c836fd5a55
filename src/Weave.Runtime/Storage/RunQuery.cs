namespace Weave.Storage;

/// <summary>Which runs to list.</summary>
public sealed record RunQuery
{
    /// <summary>Only these states; empty for all.</summary>
    public IReadOnlyList<RunState> States { get; init; } = [];

    /// <summary>Only ids that come after this one, for paging.</summary>
    public string? After { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = int.MaxValue;
}

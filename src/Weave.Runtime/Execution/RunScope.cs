namespace Weave.Execution;

/// <summary>Says to code that got no context where it runs: in a run, in an attempt at a step, or in neither (null).</summary>
/// <param name="idempotencyKey">The key of the step, or null in a run.</param>
sealed class RunScope(string? idempotencyKey)
{
    static readonly AsyncLocal<RunScope?> current = new();

    /// <summary>The scope of everything that runs between two cuts.</summary>
    public static RunScope Run { get; } = new(null);

    public static RunScope? Current
    {
        get => current.Value;
        set => current.Value = value;
    }

    public string? IdempotencyKey => idempotencyKey;
}

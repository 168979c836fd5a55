namespace Weave.Inspection;

/// <summary>How much of a state is shown.</summary>
/// <param name="Depth">Objects inside objects.</param>
/// <param name="Parts">Parts of one value.</param>
/// <param name="Text">Characters of one text.</param>
public sealed record ViewLimits(int Depth, int Parts, int Text)
{
    /// <summary>What fits a terminal.</summary>
    public static ViewLimits Default { get; } = new(12, 100, 200);

    /// <summary>One object without those it refers to.</summary>
    public static ViewLimits Flat { get; } = new(0, int.MaxValue, int.MaxValue);

    /// <summary>Everything, but for depth, which stays within what a reader of JSON accepts.</summary>
    public static ViewLimits All { get; } = new(60, int.MaxValue, int.MaxValue);
}

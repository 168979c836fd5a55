using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>What a piece of code without cuts does to variables and control flow, as far as liveness has to know. Errs to more uses and fewer kills.</summary>
/// <param name="Uses">Variables it may read before it writes them.</param>
/// <param name="Kills">Variables it has certainly written when it completes normally.</param>
/// <param name="Jumps">How else it may be left.</param>
public sealed record Effect(EquatableArray<int> Uses, EquatableArray<int> Kills, Jumps Jumps)
{
    /// <summary>Reads nothing, writes nothing.</summary>
    public static readonly Effect None = new(EquatableArray<int>.Empty, EquatableArray<int>.Empty, Jumps.None);

    /// <summary>The labels it may jump to.</summary>
    public EquatableArray<string> Targets { get; init; } = EquatableArray<string>.Empty;
}

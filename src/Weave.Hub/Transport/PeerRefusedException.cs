namespace Weave.Transport;

/// <summary>Another hub would not do what it was asked: nothing was done.</summary>
/// <param name="hub">The hub.</param>
/// <param name="reason">Why, for people.</param>
public sealed class PeerRefusedException(string hub, string reason)
    : WeaveException($"Hub '{hub}' refused: {reason}", "The reason says what has to change.")
{
    /// <summary>The hub.</summary>
    public string Hub { get; } = hub;

    /// <summary>Why.</summary>
    public string Reason { get; } = reason;
}

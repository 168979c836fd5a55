namespace Weave.Transport;

/// <summary>No answer came from another hub: whether it did what it was asked is not known.</summary>
/// <param name="hub">The hub.</param>
/// <param name="reason">What went wrong on the way.</param>
/// <param name="cause">The error, or null.</param>
public sealed class PeerUnreachableException(string hub, string reason, Exception? cause = null)
    : WeaveException($"Hub '{hub}' gave no answer: {reason}", "See whether it runs and its address can be reached from here: weavec hubs.", null, cause)
{
    /// <summary>The hub.</summary>
    public string Hub { get; } = hub;
}

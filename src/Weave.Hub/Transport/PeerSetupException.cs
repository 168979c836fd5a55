namespace Weave.Transport;

/// <summary>A hub's transport cannot work as it was set up.</summary>
public sealed class PeerSetupException : WeaveException
{
    internal PeerSetupException(string message, string advice, Exception? cause = null)
        : base(message, advice, null, cause)
    {
    }
}

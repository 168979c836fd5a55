namespace Weave.Transport.Wire;

/// <summary>What both sides of a connection know. <c>docs/protocol.md</c> states it in full.</summary>
static class Protocol
{
    /// <summary>The newest version that this code speaks, and the oldest.</summary>
    internal const ushort Newest = 1, Oldest = 1;

    /// <summary>A body up to this size travels inside the frame that announces it, and is not charged to the connection's window.</summary>
    internal const int SmallBody = 16 << 10;

    /// <summary>The most that any frame but <see cref="FrameType.Body"/> carries.</summary>
    internal const int MaxControl = 128 << 10;

    /// <summary>So many answers may be unacknowledged before an <see cref="FrameType.Ack"/> goes out.</summary>
    internal const int AckBatch = 32;

    /// <summary>The most calls at a time that a hub may offer: their ids fit a <see cref="FrameType.Hello"/>.</summary>
    internal const int MostCalls = 8192;

    /// <summary>The longest name of a hub or a cluster, in bytes.</summary>
    internal const int MaxName = 512;

    /// <summary>The first bytes of a connection's first payload.</summary>
    internal static ReadOnlySpan<byte> Magic => "WEAVEHUB"u8;
}

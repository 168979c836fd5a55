using Weave.Transport.Wire;

namespace Weave.Transport;

/// <summary>What a hub takes from each of the others. All of it bounds memory.</summary>
public sealed record PeerLimits
{
    /// <summary>The largest body, of a request or an answer.</summary>
    public int MaxBody { get; init; } = 256 << 20;

    /// <summary>Bytes of large requests that may be here at a time, arriving or being worked on; as much again for large answers on their way. At least <see cref="MaxBody"/>.</summary>
    public long ConnectionWindow { get; init; } = 256L << 20;

    /// <summary>Bytes of one body that may be on their way before this hub has taken the first of them.</summary>
    public int StreamWindow { get; init; } = 4 << 20;

    /// <summary>Requests at a time; further ones wait where they come from.</summary>
    public int MaxCalls { get; init; } = 1024;

    /// <summary>The largest piece of a body: what a small call waits for at most.</summary>
    public int FrameSize { get; init; } = 256 << 10;

    /// <summary>Bytes of answers that are kept for a hub that has not acknowledged them; beyond it the oldest are forgotten, and the calls end in <see cref="PeerUnreachableException"/>.</summary>
    public long RememberedAnswers { get; init; } = 256L << 20;

    internal Offer Offer => new((uint)FrameSize, (uint)MaxCalls, (uint)StreamWindow, (ulong)MaxBody);

    internal string? Fault =>
        MaxBody < 1 ? "MaxBody is not positive"
        : ConnectionWindow < MaxBody ? "ConnectionWindow is less than MaxBody: a large body could never come"
        : StreamWindow < 1024 ? "StreamWindow is less than 1 KiB"
        : MaxCalls is < 1 or > Protocol.MostCalls ? $"MaxCalls is not between 1 and {Protocol.MostCalls}"
        : FrameSize is < 1024 or > 16 << 20 ? "FrameSize is not between 1 KiB and 16 MiB"
        : null;
}

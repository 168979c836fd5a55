using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <summary>
/// One physical connection of a pair, from the handshake on: bytes to frames and back. What has to outlive it, calls and their answers, belongs to the <see cref="PeerLink"/>.
/// </summary>
sealed partial class PeerConnection
{
    readonly PeerChannel channel;
    readonly PeerLink link;
    readonly TimeProvider time;
    readonly PeerOptions options;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ITimer? pinging;
    int failed;

    internal PeerConnection(PeerChannel channel, PeerLink link, ulong number, bool dialled, Offer theirs, PeerOptions options)
    {
        this.channel = channel;
        this.link = link;
        this.options = options;
        (Number, Dialled, Theirs) = (number, dialled, theirs);
        time = options.Time;
        buffer = new byte[Math.Max(64 << 10, Protocol.MaxControl + FrameHeader.Size)];
        lastReceived = time.GetTimestamp();
    }

    /// <summary>Which of the pair's connections it is: later ones have greater numbers.</summary>
    internal ulong Number { get; }

    /// <summary>This side dialled.</summary>
    internal bool Dialled { get; }

    /// <summary>What the other side takes.</summary>
    internal Offer Theirs { get; }

    /// <summary>The other side takes requests. Guarded by the link's lock.</summary>
    internal bool Open { get; set; }

    /// <summary>The requests that the welcome said are wanted; the other side's ready answers it. Guarded by the link's lock.</summary>
    internal ulong[] Told { get; set; } = [];

    internal string Name => channel.Name;

    /// <summary>Completes when the connection has ended.</summary>
    internal Task Ended => ended.Task;

    /// <summary>Begins to read, and to look whether the other side is there.</summary>
    internal void Start()
    {
        pinging = time.CreateTimer(static c => ((PeerConnection)c!).LookForLife(), this, options.PingEvery, options.PingEvery);
        if (Volatile.Read(ref failed) != 0)
            pinging.Dispose();
        _ = Task.Run(ReadAsync);
    }

    void LookForLife()
    {
        var silent = time.GetElapsedTime(Volatile.Read(ref lastReceived));
        if (silent >= options.DeadAfter)
        {
            Fail(new TimeoutException($"nothing came for {silent.TotalSeconds:0.0} s"));
            return;
        }

        link.Acknowledge(this);
        if (silent >= options.PingEvery / 2)
            EnqueueEmpty(FrameType.Ping, 0);
        Flush();
    }

    /// <summary>Ends the connection; calls go on over the next one.</summary>
    internal void Fail(Exception? error)
    {
        if (Interlocked.Exchange(ref failed, 1) != 0)
            return;
        lock (writing)
            closed = true;
        pinging?.Dispose();
        channel.Close();
        link.Lost(this, error);
        ended.TrySetResult();
    }
}

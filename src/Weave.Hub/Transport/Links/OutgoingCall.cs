using System.Threading.Tasks.Sources;

namespace Weave.Transport.Links;

/// <summary>
/// A call that waits for its answer: the source of the caller's task, used again for other calls. Who takes it out of its link's table, under the link's lock, ends it; so it ends once.
/// </summary>
sealed class OutgoingCall(PeerLink link) : IValueTaskSource<ReadOnlyMemory<byte>>
{
    // The caller goes on elsewhere: what it does next must not hold up the connection's reading.
    ManualResetValueTaskSourceCore<ReadOnlyMemory<byte>> source = new() { RunContinuationsAsynchronously = true };
    CancellationTokenRegistration watch;
    CancellationToken cancel;

    internal ulong Id { get; private set; }

    internal PeerMethod Method { get; private set; }

    internal ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>Its deadline, as a timestamp.</summary>
    internal long Due { get; private set; }

    /// <summary>It was sent in this session: the other side may have done it.</summary>
    internal bool Sent { get; set; }

    internal ValueTask<ReadOnlyMemory<byte>> Task => new(this, source.Version);

    internal void Begin(ulong id, PeerMethod method, ReadOnlyMemory<byte> body, long due, CancellationToken stop)
    {
        (Id, Method, Body, Due, cancel, Sent) = (id, method, body, due, stop, false);
    }

    /// <summary>Ends the call when the caller gives up.</summary>
    internal void Watch() => watch = cancel.UnsafeRegister(static (state, token) =>
    {
        var call = (OutgoingCall)state!;
        call.link.GiveUp(call.Id, token);
    }, this);

    internal void Complete(ReadOnlyMemory<byte> answer) => source.SetResult(answer);

    internal void Fail(Exception error) => source.SetException(error);

    ReadOnlyMemory<byte> IValueTaskSource<ReadOnlyMemory<byte>>.GetResult(short token)
    {
        // Waits for a callback that runs now: it reads this call's id.
        watch.Dispose();
        try
        {
            return source.GetResult(token);
        }
        finally
        {
            source.Reset();
            (watch, cancel, Body) = (default, default, default);
            link.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<ReadOnlyMemory<byte>>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<ReadOnlyMemory<byte>>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    readonly PeerLink link = link;
}

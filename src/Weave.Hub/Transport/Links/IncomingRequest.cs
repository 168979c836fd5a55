using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <summary>
/// Something that another hub wants done. It stays in its link's table, with its answer, until that hub says that it has the answer or wants it no more: so it is recognised when it comes
/// again, and done once. Guarded by the link's lock.
/// </summary>
sealed class IncomingRequest(PeerLink link, ulong id, PeerMethod method, ReadOnlyMemory<byte> body, long due, int held) : IThreadPoolWorkItem
{
    readonly CancellationTokenSource cancel = new();
    ReadOnlyMemory<byte> body = body;

    internal ulong Id { get; } = id;

    internal PeerMethod Method { get; } = method;

    internal ReadOnlyMemory<byte> Body => body;

    /// <summary>When the caller's deadline has surely passed, as a timestamp.</summary>
    internal long Due { get; set; } = due;

    /// <summary>Bytes of the connection's window that it holds while it is worked on.</summary>
    internal int Held { get; } = held;

    /// <summary>The answer is there.</summary>
    internal bool Answered { get; private set; }

    internal AnswerStatus Status { get; private set; }

    internal ReadOnlyMemory<byte> Answer { get; private set; }

    /// <summary>Nobody waits for the answer.</summary>
    internal bool Unwanted { get; private set; }

    internal CancellationToken Cancel => cancel.Token;

    void IThreadPoolWorkItem.Execute() => link.Do(this, reading: null);

    internal void Keep(AnswerStatus status, ReadOnlyMemory<byte> answer)
    {
        (Answered, Status, Answer) = (true, status, answer);
        body = default;
    }

    /// <summary>Forgets the answer, not that there was one.</summary>
    internal void Forget() => (Status, Answer) = (AnswerStatus.Forgotten, default);

    /// <summary>Nobody waits any more. The token is signalled elsewhere: the service's callbacks run on it.</summary>
    internal void GiveUp()
    {
        Unwanted = true;
        Stop();
    }

    /// <summary>The deadline has passed.</summary>
    internal void Stop()
    {
        if (!Answered)
            _ = cancel.CancelAsync();
    }
}

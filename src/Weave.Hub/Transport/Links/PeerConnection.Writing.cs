using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <content>
/// The way out. Small frames are gathered in a buffer by whoever has one; the first who finds nobody sending sends, for all. Between two pieces of large bodies whatever small has gathered
/// goes out, and large bodies take turns.
/// </content>
sealed partial class PeerConnection
{
    readonly Lock writing = new();
    readonly Dictionary<(ulong Id, bool OfAnswer), OutgoingBody> bodies = [];
    readonly Queue<OutgoingBody> sendable = new();
    readonly Queue<OutgoingBody> requestsToAdmit = new(), answersToAdmit = new();
    FrameWriter gathering = new(), sending = new();
    long requestCredit, answerCredit;
    bool draining, closed;

    /// <summary>Sends what has gathered, here if nobody else does. Never called under a lock.</summary>
    internal void Flush()
    {
        bool large;
        lock (writing)
        {
            if (closed || draining || (gathering.Length == 0 && sendable.Count == 0))
                return;
            draining = true;
            large = sendable.Count > 0;
        }

        // Who has only something small to send shall not be held up by the bodies of others.
        if (large)
            _ = Task.Run(DrainAsync);
        else
            _ = DrainAsync();
    }

    /// <summary>Whether all that was handed over has left.</summary>
    internal bool Idle
    {
        get
        {
            lock (writing)
                return closed || (!draining && gathering.Length == 0 && bodies.Count == 0 && requestsToAdmit.Count == 0 && answersToAdmit.Count == 0);
        }
    }

    async Task DrainAsync()
    {
        try
        {
            for (var yielded = false; ;)
            {
                OutgoingBody? body;
                ReadOnlyMemory<byte> piece;
                lock (writing)
                {
                    (body, piece) = NextPiece();
                    if (gathering.Length == 0 && body is null)
                    {
                        draining = false;
                        return;
                    }

                    (gathering, sending) = (sending, gathering);
                }

                if (body is not null)
                {
                    if (!yielded)
                        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                    yielded = true;
                    sending.Header(FrameType.Body, body.Id, body.OfAnswer, piece.Span);
                }

                await channel.Stream.WriteAsync(sending.Written).ConfigureAwait(false);
                sending.Clear();
                if (body is not null)
                    await channel.Stream.WriteAsync(piece).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    (OutgoingBody? Body, ReadOnlyMemory<byte> Piece) NextPiece()
    {
        while (sendable.TryDequeue(out var body))
        {
            body.Queued = false;
            if (body.Dropped)
                continue;
            var count = (int)Math.Min(Math.Min(body.Left, Math.Min(Theirs.Frame, options.Limits.FrameSize)), body.Credit);
            var piece = body.Bytes.Slice(body.Sent, count);
            body.Sent += count;
            body.Credit -= count;
            if (body.Left == 0)
                bodies.Remove((body.Id, body.OfAnswer));
            else
                Queue(body);
            return (body, piece);
        }

        return default;
    }

    void Queue(OutgoingBody body)
    {
        if (body.Queued || body.Credit <= 0)
            return;
        body.Queued = true;
        sendable.Enqueue(body);
    }

    internal void EnqueueRequest(OutgoingCall call)
    {
        lock (writing)
        {
            if (closed)
                return;
            if (call.Body.Length <= Protocol.SmallBody)
            {
                Announce(call.Id, false, (ushort)call.Method, call.Body.Length, call.Due, call.Body.Span);
                return;
            }

            requestsToAdmit.Enqueue(new(call.Id, false, (ushort)call.Method, call.Body, call.Due));
            Admit(requestsToAdmit, ref requestCredit);
        }
    }

    internal void EnqueueAnswer(IncomingRequest request)
    {
        lock (writing)
        {
            if (closed)
                return;
            if (request.Answer.Length <= Protocol.SmallBody)
            {
                Announce(request.Id, true, (ushort)request.Status, request.Answer.Length, 0, request.Answer.Span);
                return;
            }

            answersToAdmit.Enqueue(new(request.Id, true, (ushort)request.Status, request.Answer, 0));
            Admit(answersToAdmit, ref answerCredit);
        }
    }

    /// <summary>Nobody here waits for the answer any more.</summary>
    internal void EnqueueCancel(ulong id)
    {
        lock (writing)
        {
            if (closed)
                return;
            if (bodies.Remove((id, false), out var body))
                body.Dropped = true;
            foreach (var waiting in requestsToAdmit)
                waiting.Dropped |= waiting.Id == id;
            gathering.Empty(FrameType.Cancel, id);
        }
    }

    internal void EnqueueAcks(List<ulong> ids)
    {
        lock (writing)
        {
            if (closed)
                return;
            gathering.Begin();
            gathering.Ids(ids);
            gathering.End(FrameType.Ack);
        }
    }

    internal void EnqueueReady(ulong[] have)
    {
        lock (writing)
        {
            gathering.Begin();
            gathering.Ids(have);
            gathering.End(FrameType.Ready);
        }
    }

    internal void EnqueueWelcome(Welcome welcome)
    {
        lock (writing)
            welcome.Write(gathering);
    }

    /// <summary>The other side may send more: bytes of one body, or with id 0 of bodies altogether.</summary>
    internal void EnqueueCredit(ulong id, bool ofAnswer, long count)
    {
        if (count == 0)
            return;
        lock (writing)
        {
            if (closed)
                return;
            gathering.Begin();
            gathering.U64((ulong)count);
            gathering.End(FrameType.Credit, id, 0, ofAnswer);
        }
    }

    internal void EnqueueEmpty(FrameType type, ulong id)
    {
        lock (writing)
        {
            if (!closed)
                gathering.Empty(type, id);
        }
    }

    /// <summary>The other side takes more.</summary>
    void Credit(ulong id, bool ofAnswer, ulong count)
    {
        if (count > long.MaxValue / 4)
            throw new WireException($"credit for {count} bytes");
        lock (writing)
        {
            if (id != 0)
            {
                if (bodies.TryGetValue((id, ofAnswer), out var body))
                {
                    body.Credit = Math.Min(body.Credit + (long)count, int.MaxValue);
                    Queue(body);
                }

                return;
            }

            ref var pool = ref ofAnswer ? ref answerCredit : ref requestCredit;
            pool = Math.Min(pool + (long)count, long.MaxValue / 4);
            Admit(ofAnswer ? answersToAdmit : requestsToAdmit, ref pool);
        }
    }

    void Admit(Queue<OutgoingBody> waiting, ref long credit)
    {
        while (waiting.TryPeek(out var body) && (body.Dropped || body.Bytes.Length <= credit))
        {
            waiting.Dequeue();
            if (body.Dropped)
                continue;
            credit -= body.Bytes.Length;
            Announce(body.Id, body.OfAnswer, body.Method, body.Bytes.Length, body.Due, default);
            body.Credit = Theirs.Window;
            bodies.Add((body.Id, body.OfAnswer), body);
            Queue(body);
        }
    }

    void Announce(ulong id, bool answer, ushort method, int length, long due, ReadOnlySpan<byte> inside)
    {
        gathering.Begin();
        if (!answer)
            gathering.U32(Clock.MillisecondsTo(time, due));
        gathering.U64((ulong)length);
        gathering.Bytes(inside);
        gathering.End(answer ? FrameType.Answer : FrameType.Request, id, method, answer);
    }
}

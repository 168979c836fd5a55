using Weave.Storage;
using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <content>Calls to the other hub.</content>
sealed partial class PeerLink
{
    const int Pooled = 256;

    readonly Dictionary<ulong, OutgoingCall> calls = [];
    readonly Queue<ulong> waiting = new();
    readonly Stack<OutgoingCall> pool = new();
    readonly List<ulong> acks = [];
    ulong lastCall;
    int sent;
    Exception? lastError;

    internal ValueTask<ReadOnlyMemory<byte>> CallAsync(HubInfo to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan deadline, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
            return ValueTask.FromCanceled<ReadOnlyMemory<byte>>(cancel);
        OutgoingCall call;
        ValueTask<ReadOnlyMemory<byte>> task;
        PeerConnection? on;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, network);
            target = to;
            if (!pool.TryPop(out call!))
                call = new(this);
            call.Begin(++lastCall, method, body, Clock.After(time, deadline), cancel);
            task = call.Task;
            calls.Add(call.Id, call);
            Arm(call.Due);
            waiting.Enqueue(call.Id);
            SendWaiting();
            on = current;
            if (on is null)
                Dial();
        }

        if (cancel.CanBeCanceled)
            call.Watch();
        on?.Flush();
        return task;
    }

    /// <summary>Hands calls that wait to the connection, as many as the other side takes at a time.</summary>
    void SendWaiting()
    {
        while (current is { Open: true } on && sent < on.Theirs.Calls && waiting.TryDequeue(out var id))
        {
            if (calls.TryGetValue(id, out var call))
                Send(call, on);
        }
    }

    void Send(OutgoingCall call, PeerConnection on)
    {
        if ((ulong)call.Body.Length > on.Theirs.Body)
        {
            End(call, new PeerRefusedException(Hub, $"a body of {call.Body.Length} bytes is more than the {on.Theirs.Body} that it takes."));
            return;
        }

        if (!call.Sent)
            sent++;
        call.Sent = true;
        on.EnqueueRequest(call);
    }

    /// <summary>Ends a call whose answer will not be waited for, and tells the other side.</summary>
    void Abandon(OutgoingCall call, Exception error)
    {
        if (call.Sent)
            current?.EnqueueCancel(call.Id);
        End(call, error);
    }

    void End(OutgoingCall call, Exception error)
    {
        Remove(call);
        call.Fail(error);
    }

    void Remove(OutgoingCall call)
    {
        calls.Remove(call.Id);
        if (call.Sent)
            sent--;
        if (calls.Count == 0)
            waiting.Clear();
    }

    /// <summary>The caller gives up.</summary>
    internal void GiveUp(ulong id, CancellationToken cancel)
    {
        lock (gate)
        {
            if (!calls.TryGetValue(id, out var call))
                return;
            Abandon(call, new OperationCanceledException(cancel));
            SendWaiting();
        }

        Flush();
    }

    /// <summary>An answer has arrived.</summary>
    internal void Answered(PeerConnection on, ulong id, AnswerStatus status, byte[] body)
    {
        OutgoingCall? call;
        lock (gate)
        {
            if (current != on)
                return;
            acks.Add(id);
            if (acks.Count >= Protocol.AckBatch)
                SendAcks(on);
            if (!calls.TryGetValue(id, out call))
                return;
            Remove(call);
            if (waiting.Count > 0)
                SendWaiting();
        }

        switch (status)
        {
            case AnswerStatus.Done:
                call.Complete(body);
                break;
            case AnswerStatus.Refused:
                call.Fail(new PeerRefusedException(Hub, Text(body)));
                break;
            case AnswerStatus.Failed:
                call.Fail(new PeerUnreachableException(Hub, $"it failed at it ({Text(body)}); its log says more."));
                break;
            default:
                call.Fail(new PeerUnreachableException(Hub, "it ended, and its outcome is not kept any more."));
                break;
        }
    }

    static string Text(byte[] body) => System.Text.Encoding.UTF8.GetString(body);

    /// <summary>Tells the other side which answers it need not keep.</summary>
    internal void Acknowledge(PeerConnection on)
    {
        lock (gate)
        {
            if (current == on && acks.Count > 0)
                SendAcks(on);
        }
    }

    void SendAcks(PeerConnection on)
    {
        on.EnqueueAcks(acks);
        acks.Clear();
    }

    /// <summary>Whether somebody waits for this answer.</summary>
    internal bool IsWanted(ulong id)
    {
        lock (gate)
            return calls.ContainsKey(id);
    }

    /// <summary>The requests that the other side may have, and that are wanted still.</summary>
    ulong[] Wanted() => [.. calls.Values.Where(static c => c.Sent).Select(static c => c.Id)];

    /// <summary>The other side has a new connection, and these of the requests that it was told are wanted.</summary>
    void Resume(PeerConnection on, ulong[] told, ulong[] have)
    {
        on.Open = true;
        foreach (var id in told)
        {
            if (!calls.ContainsKey(id))
                on.EnqueueCancel(id);
        }

        var there = have.ToHashSet();
        foreach (var call in calls.Values.Where(c => c.Sent && !there.Contains(c.Id)).ToArray())
            Send(call, on);
        SendWaiting();
    }

    /// <summary>A call's object may serve again.</summary>
    internal void Return(OutgoingCall call)
    {
        lock (gate)
        {
            if (pool.Count < Pooled)
                pool.Push(call);
        }
    }
}

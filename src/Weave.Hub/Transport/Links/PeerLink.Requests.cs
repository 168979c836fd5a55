using Microsoft.Extensions.Logging;
using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <content>Requests of the other hub.</content>
sealed partial class PeerLink
{
    // The other side's clock may go a little slower: its deadline has surely passed so long after ours.
    static readonly TimeSpan slack = TimeSpan.FromSeconds(1);

    readonly Dictionary<ulong, IncomingRequest> requests = [];
    readonly Queue<IncomingRequest> answersKept = new();
    int wanted;
    long held, remembered;

    /// <summary>A large request begins to arrive.</summary>
    internal void Hold(int length)
    {
        lock (gate)
        {
            if (held + length > Options.Limits.ConnectionWindow)
                throw new WireException("more bytes of requests than they had credit for");
            held += length;
        }
    }

    /// <summary>A large request is gone: as many bytes may come again.</summary>
    internal void Release(int length)
    {
        lock (gate)
            ReleaseHeld(length);
        Flush();
    }

    void ReleaseHeld(int length)
    {
        held -= length;
        current?.EnqueueCredit(0, false, length);
    }

    /// <summary>A request has arrived in full. It is done, unless it was before.</summary>
    internal void Take(PeerConnection on, ulong id, PeerMethod method, ReadOnlyMemory<byte> body, uint milliseconds, int large)
    {
        var due = Clock.After(time, TimeSpan.FromMilliseconds(milliseconds) + slack);
        var quick = body.Length <= Protocol.SmallBody && network.Service.IsQuick(method);
        IncomingRequest request;
        lock (gate)
        {
            var again = requests.TryGetValue(id, out var known);
            if (current != on || again || disposed)
            {
                if (large > 0)
                    ReleaseHeld(large);
                if (current == on && again && known!.Answered)
                    on.EnqueueAnswer(known);
                return;
            }

            // The other side frees a place when it has the answer, and says so an Ack later.
            if (wanted >= Options.Limits.MaxCalls + (2 * Protocol.AckBatch))
                throw new WireException($"more than {Options.Limits.MaxCalls} requests at a time");
            request = new(this, id, method, body, due, large);
            requests.Add(id, request);
            wanted++;
            Arm(due);
        }

        if (quick)
            Do(request, on);
        else
            ThreadPool.UnsafeQueueUserWorkItem(request, preferLocal: false);
    }

    /// <summary>Does a request. On the reading thread its answer is gathered, and sent when the buffer has been read.</summary>
    internal void Do(IncomingRequest request, PeerConnection? reading)
    {
        ValueTask<ReadOnlyMemory<byte>> doing;
        try
        {
            doing = network.Service.HandleAsync(Hub, request.Method, request.Body, request.Cancel);
        }
        catch (Exception e)
        {
            doing = ValueTask.FromException<ReadOnlyMemory<byte>>(e);
        }

        if (doing.IsCompletedSuccessfully)
            Done(request, AnswerStatus.Done, doing.Result, reading is null);
        else
            _ = WaitAsync(request, doing);
    }

    async Task WaitAsync(IncomingRequest request, ValueTask<ReadOnlyMemory<byte>> doing)
    {
        try
        {
            Done(request, AnswerStatus.Done, await doing.ConfigureAwait(false), flush: true);
        }
        catch (PeerRefusedException e)
        {
            Done(request, AnswerStatus.Refused, Text(e.Reason), flush: true);
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException || !request.Cancel.IsCancellationRequested)
                network.Log.RequestFailed(e, Hub, request.Method);
            Done(request, AnswerStatus.Failed, Text(e.GetType().Name), flush: true);
        }
    }

    static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text.Length <= 4096 ? text : text[..4096]);

    void Done(IncomingRequest request, AnswerStatus status, ReadOnlyMemory<byte> answer, bool flush)
    {
        lock (gate)
        {
            if (request.Held > 0)
                ReleaseHeld(request.Held);
            if (current is { } on && (ulong)answer.Length > on.Theirs.Body)
                (status, answer) = (AnswerStatus.Failed, Text($"its answer of {answer.Length} bytes is more than the {on.Theirs.Body} that this hub takes"));
            request.Keep(status, answer);
            if (request.Unwanted)
            {
                if (requests.TryGetValue(request.Id, out var known) && known == request)
                    requests.Remove(request.Id);
            }
            else
            {
                Remember(request);
                current?.EnqueueAnswer(request);
            }
        }

        if (flush)
            Flush();
    }

    /// <summary>Keeps an answer until it is acknowledged; beyond the limit the oldest are forgotten.</summary>
    void Remember(IncomingRequest request)
    {
        answersKept.Enqueue(request);
        remembered += request.Answer.Length;
        while (answersKept.TryPeek(out var oldest) && (remembered > Options.Limits.RememberedAnswers || oldest.Unwanted || oldest.Status == AnswerStatus.Forgotten))
        {
            if (oldest == request)
                break;
            answersKept.Dequeue();
            if (!oldest.Unwanted)
                Forget(oldest);
        }
    }

    void Forget(IncomingRequest request)
    {
        remembered -= request.Answer.Length;
        request.Forget();
    }

    /// <summary>The other side waits for this no more.</summary>
    internal void Unwanted(ulong id)
    {
        lock (gate)
            Drop(id);
    }

    /// <summary>The other side has these answers.</summary>
    internal void Acknowledged(ulong[] ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
                Drop(id);
        }
    }

    void Drop(ulong id)
    {
        if (!requests.TryGetValue(id, out var request) || request.Unwanted)
            return;
        wanted--;
        remembered -= request.Answer.Length;
        request.GiveUp();
        if (!request.Answered)
            return;
        request.Forget();
        requests.Remove(id);
    }

    /// <summary>The other side wants these, and no others: which of them are here.</summary>
    ulong[] Keep(ulong[] ids)
    {
        var kept = ids.ToHashSet();
        foreach (var id in requests.Keys.Where(id => !kept.Contains(id)).ToArray())
            Drop(id);
        return [.. ids.Where(id => requests.TryGetValue(id, out var request) && !request.Unwanted)];
    }

    /// <summary>On a new connection: what was answered meanwhile, or on one that broke, is sent again.</summary>
    void AnswerAgain(PeerConnection on, ulong[] have)
    {
        foreach (var id in have)
        {
            if (requests.TryGetValue(id, out var request) && request.Answered)
                on.EnqueueAnswer(request);
        }
    }
}

using Microsoft.Extensions.Logging;
using Weave.Storage;
using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <summary>
/// This hub and one other: the calls to it, the requests from it, and the one connection that both travel on, whoever dialled. What is in the tables here outlives connections: on the next
/// one each side says what it still wants, and what the other has of that is not sent again. The tables end with the session: when the other hub is another process than before.
/// </summary>
sealed partial class PeerLink
{
    readonly Lock gate = new();
    readonly PeerNetwork network;
    readonly TimeProvider time;
    readonly Guid mine = Guid.NewGuid();
    readonly ITimer sweep;
    Guid theirs;
    ulong lastConnection;
    PeerConnection? current;
    long armed = long.MaxValue;
    bool disposed;

    internal PeerLink(PeerNetwork network, string hub)
    {
        this.network = network;
        Hub = hub;
        time = network.Options.Time;
        sweep = time.CreateTimer(static l => ((PeerLink)l!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The other hub.</summary>
    internal string Hub { get; }

    PeerOptions Options => network.Options;

    /// <summary>The other side is this process of that hub. When it was another one before, what that one had been sent is lost, and what it wanted nobody wants.</summary>
    void Meet(Guid session)
    {
        if (session == theirs)
            return;
        if (theirs != Guid.Empty)
        {
            network.Log.HubRestarted(Hub);
            foreach (var call in calls.Values.Where(static c => c.Sent).ToArray())
                End(call, new PeerUnreachableException(Hub, "it was started anew; what its process before did of this is not known."));
            foreach (var request in requests.Values)
                request.GiveUp();
            requests.Clear();
            acks.Clear();
            (wanted, remembered) = (0, 0);
        }

        theirs = session;
    }

    /// <summary>Takes a connection into use, in the place of any other.</summary>
    void Adopt(PeerConnection connection)
    {
        var before = current;
        (current, lastConnection) = (connection, connection.Number);
        acks.Clear();
        connection.EnqueueCredit(0, false, Options.Limits.ConnectionWindow - held);
        connection.EnqueueCredit(0, true, Options.Limits.ConnectionWindow);
        if (before is not null)
            _ = Task.Run(() => before.Fail(null));
        network.Log.Connected(Hub, connection.Number, connection.Name);
    }

    /// <summary>A connection has ended.</summary>
    internal void Lost(PeerConnection connection, Exception? error)
    {
        lock (gate)
        {
            if (current != connection)
                return;
            current = null;
            lastError = error ?? new IOException("the connection was ended");
            network.Log.Disconnected(Hub, connection.Number, lastError.Message);
            if (calls.Count > 0)
                Dial();
        }
    }

    /// <summary>The other side is about to end: what it has it still answers, more it takes only when it is there again.</summary>
    internal void Leaving(PeerConnection connection)
    {
        lock (gate)
            connection.Open = false;
    }

    /// <summary>A deadline is at hand: wakes up for it.</summary>
    void Arm(long due)
    {
        if (due >= armed || disposed)
            return;
        armed = due;
        sweep.Change(TimeSpan.FromMilliseconds(Clock.MillisecondsTo(time, due)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends what is past its deadline.</summary>
    void Sweep()
    {
        lock (gate)
        {
            armed = long.MaxValue;
            var (now, next) = (time.GetTimestamp(), long.MaxValue);
            List<OutgoingCall>? late = null;
            foreach (var call in calls.Values)
            {
                if (call.Due <= now)
                    (late ??= []).Add(call);
                else
                    next = Math.Min(next, call.Due);
            }

            foreach (var call in late ?? [])
                Abandon(call, new PeerUnreachableException(Hub, $"none within the call's deadline{(lastError is null || current is not null ? "." : $": {lastError.Message}")}", lastError));
            SendWaiting();
            foreach (var request in requests.Values)
            {
                if (request.Due > now)
                    next = Math.Min(next, request.Due);
                else if (request.Answered)
                    Forget(request);
                else
                    request.Stop();
            }

            if (next < long.MaxValue)
                Arm(next);
        }

        Flush();
    }

    void Flush() => Volatile.Read(ref current)?.Flush();

    /// <summary>Takes no more calls and requests, and lets what is under way end, within the grace.</summary>
    internal async Task CloseAsync(Task grace)
    {
        PeerConnection? last;
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            foreach (var call in calls.Values.ToArray())
                Abandon(call, new PeerUnreachableException(Hub, "this hub is about to end."));
            last = current;
            last?.EnqueueEmpty(FrameType.Bye, 0);
        }

        last?.Flush();
        while (!grace.IsCompleted && Busy(last))
            await Task.WhenAny(grace, Task.Delay(TimeSpan.FromMilliseconds(5), time)).ConfigureAwait(false);
        lock (gate)
        {
            foreach (var request in requests.Values)
                request.GiveUp();
        }

        await sweep.DisposeAsync().ConfigureAwait(false);
        last?.Fail(null);
    }

    bool Busy(PeerConnection? last)
    {
        lock (gate)
            return current is not null && (!last!.Idle || requests.Values.Any(static r => !r.Answered));
    }

    /// <summary>The number of the connection, or 0.</summary>
    internal ulong Connection => Volatile.Read(ref current)?.Number ?? 0;

    /// <summary>Ends the connection, as a fault on the way would. For tests.</summary>
    internal void Cut() => Volatile.Read(ref current)?.Fail(new IOException("cut"));
}

using System.Collections.Concurrent;
using Weave.Execution;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Moving;

/// <summary>A hub's part in moving runs: it sends its own away, takes others' in, and looks after what stays behind. To be disposed of before the hub.</summary>
sealed class Moves : IAsyncDisposable
{
    /// <summary>How often it is looked whether a hub is still there that executes a step for a run of this one.</summary>
    static readonly TimeSpan lookPeriod = TimeSpan.FromSeconds(1);

    readonly Hub hub;
    readonly IClusterStore store;
    readonly IPeers peers;
    readonly MoveReceiver receiver;
    readonly ConcurrentDictionary<string, bool> requests = new(StringComparer.Ordinal);
    readonly CancellationTokenSource closing = new();
    readonly Task looking;

    /// <param name="hub">The hub.</param>
    /// <param name="store">The store that the hubs share.</param>
    /// <param name="peers">The way to the others.</param>
    /// <param name="options">How to move; null for the defaults.</param>
    public Moves(Hub hub, IClusterStore store, IPeers peers, MoveOptions? options = null)
    {
        (this.hub, this.store, this.peers) = (hub, store, peers);
        Mover = new RunMover(hub, store, peers, options);
        receiver = new MoveReceiver(hub, Mover, options);
        hub.Runs.IsArriving = receiver.Expects;
        hub.Engine.MoveAsked = (run, request) => _ = ServeAsync(run, request);
        hub.Engine.StepsLeft.Told = run => _ = TellAsync(run);
        looking = LookAsync();
    }

    /// <summary>Moves runs.</summary>
    public IRunMover Mover { get; }

    /// <summary>Answers the requests that begin with Move, and <see cref="PeerMethod.News"/>.</summary>
    public IPeerService Service => receiver;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await hub.Engine.Machine.Run(() =>
        {
            closing.Cancel();
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        receiver.Dispose();
        await looking.ConfigureAwait(false);
    }

    /// <summary>Tells the hub that has a run that its inbox has something new. It would find out by itself, a little later.</summary>
    async Task TellAsync(string run)
    {
        try
        {
            var owner = (await store.FindAsync(run).ConfigureAwait(false))?.Owner;
            if (owner is null || owner == hub.Id)
                return;
            if ((await store.HubsAsync().ConfigureAwait(false)).FirstOrDefault(h => h.Hub.Id == owner) is { } member)
                await peers.CallAsync(member.Hub, PeerMethod.News, MoveBodies.Text(run), lookPeriod, closing.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WeaveException or OperationCanceledException or ObjectDisposedException)
        {
            // The message is in the inbox.
        }
    }

    /// <summary>
    /// Moves a run because a message asks for it: once, however often the message is seen. Why it did not move is answered by a message; only then is the request gone, so that the next hub
    /// that has the run serves it if this one ends meanwhile.
    /// </summary>
    async Task ServeAsync(ActiveRun run, InboxMessage request)
    {
        if (request.Id.EndsWith(RunDirectory.Answer, StringComparison.Ordinal))
            return;
        if (!requests.TryAdd(request.Id, false))
        {
            if (requests[request.Id])
                run.Consume(request.Id);
            return;
        }

        try
        {
            if (await MoveAskedAsync(run, request).ConfigureAwait(false) is { } answer)
                await AnswerAsync(answer).ConfigureAwait(false);
            requests[request.Id] = true;
            run.Consume(request.Id);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The hub closes; the request is in the inbox.
        }
    }

    /// <summary>The answer to who asked: null if the whole run has moved, which the store says.</summary>
    async Task<InboxMessage?> MoveAskedAsync(ActiveRun run, InboxMessage request)
    {
        try
        {
            foreach (var older in await store.InboxAsync(run.Run, closing.Token).ConfigureAwait(false))
            {
                if (older.Kind == MessageKind.Move && older.Id.EndsWith(RunDirectory.Answer, StringComparison.Ordinal))
                    run.Consume(older.Id);
            }

            if (request.Id.StartsWith(RunDirectory.InnerRequest, StringComparison.Ordinal))
            {
                var moved = await Mover.MoveInnerAsync(run.Run, request.Subject, closing.Token).ConfigureAwait(false);
                return RunDirectory.MoveAnswer(request, new InnerMove(moved.IsMoved, moved.Inner, moved.Reason).ToText(), failed: false);
            }

            var result = await Mover.MoveAsync(run.Run, request.Subject, closing.Token).ConfigureAwait(false);
            return result.IsMoved ? null : RunDirectory.MoveAnswer(request, result.Reason ?? "it failed", failed: false);
        }
        catch (Exception e) when (!closing.IsCancellationRequested)
        {
            return RunDirectory.MoveAnswer(request, $"hub '{hub.Id}' failed at it: {e.Message}", failed: true);
        }
    }

    /// <summary>Somebody waits for it: a store that cannot be reached is tried again until it can, or the hub closes.</summary>
    async Task AnswerAsync(InboxMessage answer)
    {
        while (true)
        {
            try
            {
                await store.AppendAsync(answer, closing.Token).ConfigureAwait(false);
                return;
            }
            catch (RunNotFoundException)
            {
                return; // who asked finds out the same way
            }
            catch (WeaveException)
            {
                await hub.Engine.Machine.PauseAsync(lookPeriod, hub.Engine.Time, closing.Token).ConfigureAwait(false);
            }
        }
    }

    async Task LookAsync()
    {
        using var period = new PeriodicTimer(lookPeriod, hub.Engine.Time);
        while (true)
        {
            try
            {
                if (!await period.WaitForNextTickAsync(closing.Token).ConfigureAwait(false))
                    return;
                await LookForStepsAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception)
            {
                // The store cannot be asked now.
            }
        }
    }

    /// <summary>Runs whose step is executed by a hub that is gone begin it again, with the same key.</summary>
    async Task LookForStepsAsync()
    {
        var waiting = hub.Runs.Active.Where(static r => r.StepAt is not null).ToList();
        if (waiting.Count == 0)
            return;
        var hubs = await store.HubsAsync(closing.Token).ConfigureAwait(false);
        foreach (var run in waiting)
        {
            if (run.StepAt is not { } at || hubs.Any(h => h.Hub.Id == at.Hub && h.Incarnation == at.Incarnation && h.LeaseLeft > TimeSpan.Zero))
                continue;
            foreach (var message in await store.InboxAsync(run.Run, closing.Token).ConfigureAwait(false))
                run.Receive(message);
            run.StepIsLost(at);
        }
    }
}

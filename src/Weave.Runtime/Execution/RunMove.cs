using Weave.State;

namespace Weave.Execution;

/// <summary>
/// A move of a run away from here, between the one who moves it and the run's worker: what is asked for at the next cut, and what came of it. One question at a time.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="machine">Where those who ask go on.</param>
sealed class RunMove(ActiveRun run, Machine machine)
{
    readonly Lock gate = new();
    volatile Completion<(MovedPart? Given, MoveOffException? Off)>? part;
    Completion<HandoverEnd>? handover;
    volatile string? target;
    volatile MoveOffException? off;

    /// <summary>Why the run cannot be moved any more, or null.</summary>
    public MoveOffException? Off => off;

    /// <summary>True if the strand shall be encoded at its next cut.</summary>
    public bool WantsPart => part is not null;

    /// <summary>True if it shall stand still from that cut on.</summary>
    public bool IsLast { get; private set; }

    /// <summary>True if the strand stands still until <see cref="ActiveRun.EndMove"/>.</summary>
    public bool Stands { get; private set; }

    /// <summary>The hub that the run shall be given to, once that is asked for.</summary>
    public string? Target => target;

    /// <summary>The membership of <see cref="Target"/>.</summary>
    public long TargetIncarnation { get; private set; }

    /// <summary>The membership of this hub, for steps that stay behind.</summary>
    public long Incarnation { get; init; }

    /// <summary>What the run's status says at the other hub, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Encodes for this move alone: what the store has is not touched by it. Used by the worker.</summary>
    public StrandEncoder? Encoder { get; set; }

    /// <summary>True once each large array was in a part: from there on parts say what has changed.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Parts encoded so far.</summary>
    public long Parts { get; set; }

    /// <summary>The state at the next cut. The strand goes on at once, or stands still if this is the last part.</summary>
    /// <exception cref="MoveOffException">The run cannot be moved.</exception>
    public async Task<MovedPart> NextAsync(bool last)
    {
        var asked = machine.NewCompletion<(MovedPart? Given, MoveOffException? Off)>();
        lock (gate)
        {
            if (off is not null)
                throw off;
            IsLast = last;
            part = asked;
        }

        run.Stand();
        var (given, failed) = await asked.Task.ConfigureAwait(false);
        return given ?? throw failed!;
    }

    /// <summary>Gives the run that stands still to another hub, in the membership that it was sent to.</summary>
    public Task<HandoverEnd> HandOverAsync(string to, long membership)
    {
        var asked = machine.NewCompletion<HandoverEnd>();
        lock (gate)
        {
            if (off is not null)
                return Task.FromResult(new HandoverEnd(HandoverResult.Lost, Cause: off));
            handover = asked;
            TargetIncarnation = membership;
            target = to;
        }

        run.Signal();
        return asked.Task;
    }

    /// <summary>Called by the worker with the state that was asked for.</summary>
    public void Give(MovedPart given)
    {
        Completion<(MovedPart? Given, MoveOffException? Off)> asked;
        lock (gate)
        {
            asked = part!;
            Stands = given.Rest is not null;
            part = null;
        }

        asked.TrySet((given, null));
    }

    /// <summary>Called by the worker when the handover has ended.</summary>
    public void Ended(HandoverEnd end)
    {
        lock (gate)
            target = null;
        Tell(end);
    }

    /// <summary>Says how the handover has ended, which the worker may have still to see.</summary>
    public void Tell(HandoverEnd end) => handover!.TrySet(end);

    /// <summary>Called by the worker: nothing will come any more.</summary>
    public void Fail(string reason, Exception? cause = null)
    {
        Completion<(MovedPart? Given, MoveOffException? Off)>? asked;
        lock (gate)
        {
            off ??= new MoveOffException(reason, cause);
            asked = part;
            part = null;
        }

        asked?.TrySet((null, off));
        handover?.TrySet(new HandoverEnd(HandoverResult.Unknown, Cause: cause));
    }
}

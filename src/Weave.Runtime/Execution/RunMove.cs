using Weave.State;

namespace Weave.Execution;

/// <summary>
/// A move of a run away from here, between the one who moves it and the run's worker: what is asked for at the next cut, and what came of it. One question at a time.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="machine">Where those who ask go on.</param>
sealed class RunMove(ActiveRun run, Machine machine)
{
    volatile Completion<(MovedPart? Given, MoveOffException? Off)>? part;
    volatile Completion<HandoverEnd>? handover;
    volatile string? off;

    /// <summary>True if the strand shall be encoded at its next cut.</summary>
    public bool WantsPart => part is not null;

    /// <summary>True if it shall stand still from that cut on.</summary>
    public bool IsLast { get; private set; }

    /// <summary>True if the strand stands still until <see cref="ActiveRun.EndMove"/>.</summary>
    public bool Stands { get; private set; }

    /// <summary>The hub that the run shall be given to, once that is asked for.</summary>
    public string? Target { get; private set; }

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
        IsLast = last;
        part = asked;
        if (off is { } reason)
            asked.TrySet((null, new MoveOffException(reason)));
        else
            run.Stand();
        var (given, failed) = await asked.Task.ConfigureAwait(false);
        return given ?? throw failed!;
    }

    /// <summary>Gives the run that stands still to another hub.</summary>
    public Task<HandoverEnd> HandOverAsync(string target)
    {
        var asked = machine.NewCompletion<HandoverEnd>();
        Target = target;
        handover = asked;
        if (off is not null)
            asked.TrySet(new HandoverEnd(HandoverResult.Lost));
        else
            run.Signal();
        return asked.Task;
    }

    /// <summary>Called by the worker with the state that was asked for.</summary>
    public void Give(MovedPart given)
    {
        var asked = part!;
        Stands = given.Rest is not null;
        part = null;
        asked.TrySet((given, null));
    }

    /// <summary>Called by the worker when the handover has ended.</summary>
    public void Ended(HandoverEnd end)
    {
        Target = null;
        handover!.TrySet(end);
    }

    /// <summary>Called by the worker: nothing will come any more.</summary>
    public void Fail(string reason, Exception? cause = null)
    {
        off = reason;
        var asked = part;
        part = null;
        asked?.TrySet((null, new MoveOffException(reason, cause)));
        handover?.TrySet(new HandoverEnd(HandoverResult.Unknown, Cause: cause));
    }
}

using Weave.Cluster;

namespace Weave.Execution;

/// <content>Places: what the strand needs of its host, and how it leaves for another.</content>
sealed partial class ActiveRun
{
    IReadOnlyList<string> storedNeeds = [];
    Task<bool>? departure;
    bool misplaced;

    /// <summary>What it needs of a hub, as of its last commit.</summary>
    public IReadOnlyList<string> Needs => Volatile.Read(ref storedNeeds);

    /// <summary>What the stack needs, if that is something else than what the store knows.</summary>
    IReadOnlyList<string>? NewNeeds()
    {
        var needs = StackNeeds.Of(strand.Frames);
        if (needs.SequenceEqual(storedNeeds))
            return null;
        return storedNeeds = needs;
    }

    /// <summary>A function is to be entered that this host is not the place for. True if the strand goes on here.</summary>
    bool ServeMisplaced()
    {
        NoteCancel();
        var frame = strand.Innermost!;
        var needs = StackNeeds.Of(strand.Frames);
        var host = engine.Host!;
        if (strand.Context.CancelDue && frame.Cut == 0)
        {
            misplaced = false;
        }
        else if (host.Missing(needs).Count > 0)
        {
            return LeaveFor(needs);
        }
        else if (host.Nearer(frame.Function) is not { } nearer || HasDeparted(nearer.Hub.Id) is false)
        {
            // A wish that cannot be granted: it is entered here.
            strand.Admitted = frame;
            misplaced = false;
        }
        else
        {
            return Waits($"a move to hub '{nearer.Hub.Id}', which is near {frame.Function.Near}");
        }

        return !misplaced;
    }

    /// <summary>The strand waits to be near data. True if it is.</summary>
    bool ServeNear(NearFrame near)
    {
        if (strand.CancelWait())
            return true;
        if (engine.Host?.Offers(OfferNames.Data(near.Data)) != false)
        {
            strand.EndWait();
            return true;
        }

        return LeaveFor(StackNeeds.Of(strand.Frames));
    }

    /// <summary>Has the run go where it fits: moved there, or given back for whoever fits to take it. A hub that is alone keeps it. True if there is something to do at once.</summary>
    bool LeaveFor(IReadOnlyList<string> needs)
    {
        var host = engine.Host!;
        if (engine.Claims?.IsShared != true)
        {
            if (dirty && !CommitWait())
                return true;
            return Waits(host.WaitsFor(needs));
        }

        var members = engine.Claims.Members.Where(m => m.Hub.Id != host.Id).ToArray();
        if (engine.Options.Placement.Choose(members, needs) is { } target && HasDeparted(target.Hub.Id) is not false)
            return Waits($"a move to hub '{target.Hub.Id}', which offers {string.Join(", ", needs)}");

        // Whoever fits takes it: now, or when such a hub joins.
        departure = null;
        dirty |= !needs.SequenceEqual(storedNeeds);
        giveBackAsked = true;
        return true;
    }

    /// <summary>Moves the run: null while that is under way, false when it is still here.</summary>
    bool? HasDeparted(string target)
    {
        if (engine.MoveAway is not { } move)
            return false;
        if (departure is null)
        {
            departure = move(Run, target, CancellationToken.None);
            if (!departure.IsCompleted)
                departure.GetAwaiter().UnsafeOnCompleted(Signal);
        }

        if (!departure.IsCompleted)
            return null;
        var result = departure.IsCompletedSuccessfully && departure.Result;
        departure = null;
        return result ? null : false;
    }
}

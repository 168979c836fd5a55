namespace Weave.Storage;

/// <summary>
/// Keeps the batches of one run a prefix: once a batch has failed, later ones of the same claim would be written on top of a hole, so they are refused until
/// the run is claimed again.
/// </summary>
/// <param name="path">The store, for messages.</param>
sealed class BrokenClaims(string path)
{
    readonly Dictionary<string, (long Epoch, Exception Cause)> broken = new(StringComparer.Ordinal);

    // An older claim of the run is fenced already, so one entry a run is enough.
    /// <summary>Marks the claim; false when it was broken before.</summary>
    public bool Break(string run, long epoch, Exception cause)
    {
        if (broken.TryGetValue(run, out var b) && b.Epoch == epoch)
            return false;
        broken[run] = (epoch, cause);
        return true;
    }

    public void ThrowIfBroken(string run, long epoch)
    {
        if (broken.TryGetValue(run, out var b) && b.Epoch == epoch)
            throw new StoreWriteException(path, "an earlier batch of the same claim failed.", "Claim the run again and go on from its last commit.", run, b.Cause);
    }

    /// <summary>Takes a mark back: what failed will be tried again.</summary>
    public void Forget(string run) => broken.Remove(run);
}

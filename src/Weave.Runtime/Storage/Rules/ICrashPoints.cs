namespace Weave.Storage;

/// <summary>
/// The places inside a store where a crash would matter. A store reports each one as it is reached; tests make the n-th one the last thing that store does,
/// by an exception or by SIGKILL.
/// </summary>
interface ICrashPoints
{
    /// <summary>An exception thrown here kills the store: what is under way is abandoned as a crash would, and the handle is dead from then on.
    /// A SqliteException is taken as SQLite's own answer at this point: a full disk, say.</summary>
    void Reach(string point);
}

using System.Security.Cryptography;
using System.Text;

namespace Quickstart;

/// <summary>The folder with everything that outlives a process.</summary>
sealed class Workspace(string folder)
{
    public string Folder { get; } = folder;

    /// <summary>The store: one file.</summary>
    public string Store => Path.Combine(Folder, "index.db");

    /// <summary>What the job writes.</summary>
    public string Result => Path.Combine(Folder, "terms.tsv");

    /// <summary>See <see cref="Quickstart.Progress"/>. It goes when the report has been given: a finished store without it has been reported.</summary>
    public string Progress => Path.Combine(Folder, "progress");

    /// <summary>What the plain method writes, for the comparison.</summary>
    public string PlainResult => Path.Combine(Folder, "plain.tsv");

    /// <summary>What the woven method writes while its time is taken, and the store of that.</summary>
    public string TimedResult => Path.Combine(Folder, "timed.tsv");

    public string TimedStore => Path.Combine(Folder, "timed.db");

    /// <summary>A temporary folder of its own for each text: an interrupted run is found again by naming the same text.</summary>
    public static Workspace For(string[] sources)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sources))))[..8];
        return new Workspace(Path.Combine(Path.GetTempPath(), "weave-quickstart-" + Environment.UserName, name));
    }

    /// <summary>Keeps a second Quickstart out as long as this one lives. The system lets go of it when the process dies, however it dies.</summary>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(Folder);
        try
        {
            return new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new UsageException($"Another Quickstart is at work in {Folder}. Wait for it, or give this one a folder with --store.");
        }
    }

    /// <summary>Everything an earlier start left.</summary>
    public void Clear()
    {
        foreach (var file in new[] { Store, Result, Progress, PlainResult, TimedResult, TimedStore })
            Delete(file);
    }

    /// <summary>All but the result, and the store if it is to be kept.</summary>
    public void ClearAfterReport(bool keepStore)
    {
        foreach (var file in new[] { PlainResult, TimedResult, TimedStore, Progress })
            Delete(file);
        if (!keepStore)
            Delete(Store);
    }

    /// <summary>A file, and what a store keeps beside it.</summary>
    static void Delete(string file)
    {
        foreach (var part in new[] { "", "-wal", "-shm", "-lock", ".part" })
            File.Delete(file + part);
    }
}

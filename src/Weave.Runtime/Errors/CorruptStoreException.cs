namespace Weave;

/// <summary>The store file is damaged, truncated, or is not a Weave store at all. It was left as it was.</summary>
public sealed class CorruptStoreException : WeaveException
{
    /// <param name="path">The file.</param>
    /// <param name="cause">What is wrong with it, one sentence.</param>
    /// <param name="inner">The error behind it, or null.</param>
    /// <param name="fault">The kind of damage.</param>
    /// <param name="run">The run that cannot be read, or null when it is not about one run.</param>
    public CorruptStoreException(string path, string cause, Exception? inner = null, StoreFault fault = StoreFault.Damaged, string? run = null)
        : base($"The store '{path}' cannot be used: {cause}", AdviceFor(fault, run), run, inner)
    {
        Path = path;
        Fault = fault;
    }

    /// <summary>The store file.</summary>
    public string Path { get; }

    /// <summary>The kind of damage.</summary>
    public StoreFault Fault { get; }

    static string AdviceFor(StoreFault fault, string? run) => fault switch
    {
        StoreFault.Foreign => "The file was not changed. Check the path, or choose one where no file is.",
        StoreFault.NewerVersion => "The file was not changed. Open it with the version of Weave that wrote it, or a newer one.",
        _ when run is not null => "Nothing was changed, and other runs can still be used. Restore the store from a backup to go on with this one.",
        _ => "The file was not changed. Restore it from a backup, or open another path.",
    };
}

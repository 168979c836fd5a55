using System.Diagnostics;

namespace Weave.Benchmarks.Hubs;

/// <summary>A hub in a process of its own.</summary>
sealed class HubProcess : IDisposable
{
    readonly Process process;
    bool disposed;

    /// <param name="id">Its id.</param>
    /// <param name="connection">Connection string of the store.</param>
    /// <param name="lease">Its lease.</param>
    public HubProcess(string id, string connection, TimeSpan lease)
    {
        Id = id;
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(HubProcess).Assembly.Location);
        foreach (var argument in (string[])["hub", id, connection, $"{lease.TotalMilliseconds}"])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
    }

    public string Id { get; }

    /// <summary>SIGKILL.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

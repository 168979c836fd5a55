using System.Diagnostics;

namespace Cluster;

/// <summary>A hub in a process of its own, which may be killed and started again.</summary>
/// <param name="id">Its id.</param>
/// <param name="connection">The connection string of the store.</param>
/// <param name="lines">Hears what it prints.</param>
sealed class HubProcess(string id, string connection, Action<string> lines) : IDisposable
{
    Process? process;

    public string Id => id;

    public bool IsRunning => process is { HasExited: false };

    public void Start()
    {
        process?.Dispose();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(HubProcess).Assembly.Location);
        foreach (var argument in (string[])[Program.HubArgument, id, connection])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.OutputDataReceived += Print;
        process.ErrorDataReceived += Print;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL: nothing of the process's own runs any more.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (IsRunning)
            Kill();
        process?.Dispose();
    }

    void Print(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { Length: > 0 } text)
            lines($"{id}: {text}");
    }
}

using System.Text;

namespace Weave.EndToEnd;

/// <summary>The world outside: a file of effects. What has been appended stays, whatever happens to the process.</summary>
public static class Ledger
{
    /// <summary>Notes an attempt under the key of the step that makes it.</summary>
    public static void Append(string path, string what)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes($"{what} {Durable.IdempotencyKey}\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The attempts so far, in order: what, and the key.</summary>
    public static (string What, string Key)[] Read(string path) =>
        File.Exists(path) ? [.. File.ReadAllLines(path).Select(static line => (line.Split(' ')[0], line.Split(' ')[1]))] : [];
}

namespace Weave.Runtime.Tests.Storage;

/// <summary>A folder of a test's own, gone afterwards.</summary>
sealed class StoreFolder : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("weave-store-").FullName;

    public string Store => this["runs.db"];

    public string this[string name] => Path.Combine(folder, name);

    public string[] Files => [.. Directory.EnumerateFileSystemEntries(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public void Clear() => Array.ForEach(Files, f => File.Delete(this[f]));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

using Weave.Storage;

namespace Weave.Runtime.Tests.Storage;

/// <summary>A store whose handles die at a crash point and are opened again on what the one before has left; one in memory, one in a file.</summary>
sealed class DyingStore : IDisposable
{
    readonly StoreFolder? folder;
    MemoryStorage storage = new();
    int file;

    DyingStore(StoreFolder? folder) => this.folder = folder;

    public static DyingStore InMemory() => new(null);

    public static DyingStore InFile() => new(new StoreFolder());

    /// <summary>From here on it is another one, and empty.</summary>
    public void Renew() => (storage, file) = (new MemoryStorage(), file + 1);

    public async Task<IRunStore> OpenAsync(ICrashPoints? crash = null) =>
        folder is null ? new MemoryRunStore(storage, StoreAccess.Owner, crash) : await SqliteRunStore.OpenAsync(folder[$"{file}.db"], StoreAccess.Owner, new SqliteRunStoreOptions(), crash);

    public void Dispose() => folder?.Dispose();
}

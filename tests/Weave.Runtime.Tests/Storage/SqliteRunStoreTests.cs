using Weave.Storage;

namespace Weave.Runtime.Tests.Storage;

public class SqliteRunStoreTests : RunStoreConformance
{
    readonly StoreFolder folder = new();

    internal override void Renew() => folder.Clear();

    internal override async ValueTask<IRunStore> OpenAsync(StoreAccess access, ICrashPoints? crashPoints) =>
        await SqliteRunStore.OpenAsync(folder.Store, access, new() { Time = Time }, crashPoints);

    protected override Task CleanUpAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}

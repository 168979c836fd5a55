using Weave.Storage;

namespace Weave.Runtime.Tests.Storage;

public class MemoryClusterStoreTests : ClusterStoreConformance
{
    MemoryStorage storage;

    public MemoryClusterStoreTests() => storage = new(Time);

    internal override void Renew() => storage = new(Time);

    internal override ValueTask<IRunStore> OpenAsync(StoreAccess access, ICrashPoints? crashPoints) => new(new MemoryClusterStore(storage, access, crashPoints));

    [Fact]
    public async Task A_storage_is_owned_alone_or_together()
    {
        await using (new MemoryRunStore(storage))
            Assert.Throws<StoreInUseException>(() => new MemoryClusterStore(storage));
        await using var shared = new MemoryClusterStore(storage);
        Assert.Throws<StoreInUseException>(() => new MemoryRunStore(storage));
        await using var client = new MemoryRunStore(storage, StoreAccess.Client);
    }
}

using Weave.Storage;

namespace Weave.Runtime.Tests.Storage;

public class MemoryRunStoreTests : RunStoreConformance
{
    MemoryStorage storage;

    public MemoryRunStoreTests() => storage = new(Time);

    internal override void Renew() => storage = new(Time);

    internal override ValueTask<IRunStore> OpenAsync(StoreAccess access, ICrashPoints? crashPoints) => new(new MemoryRunStore(storage, access, crashPoints));
}

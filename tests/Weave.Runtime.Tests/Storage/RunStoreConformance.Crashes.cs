using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

public abstract partial class RunStoreConformance
{
    /// <summary>Makes the storage empty and new; all handles on it are closed.</summary>
    internal abstract void Renew();

    [Fact]
    public async Task A_crash_at_any_point_loses_nothing_acknowledged_and_leaves_no_half_batch()
    {
        var reference = await Open();
        var states = await StoreScript.StatesAsync(reference);
        Assert.Equal(StoreScript.Steps.Count + 1, states.Count);
        await reference.DisposeAsync();

        for (var n = 1; ; n++)
        {
            Renew();
            var crash = CrashAt.Throwing(n);
            var (issued, acknowledged) = await RunUntilCrash(crash);
            if (crash.Reached.Count < n)
            {
                Assert.Equal(StoreScript.Steps.Count, acknowledged);
                Assert.True(n > StoreScript.Steps.Count, $"Only {n - 1} crash points.");
                return;
            }

            if (IsShared)
                Time.Advance(Lease);
            var again = await OpenAsync(StoreAccess.Owner, null);
            await StoreScript.CheckAsync(again, states, acknowledged, issued, $"visit {n}, {crash.Reached[n - 1]}");
            await again.DisposeAsync();
        }
    }

    [Fact]
    public async Task After_a_crash_the_handle_is_dead()
    {
        var before = await Open();
        await before.CreateAsync(Run("a"));
        await before.DisposeAsync();
        var armed = false;
        var store = await Open(crashPoints: new CrashPoints(_ =>
        {
            if (armed)
                throw new CrashAt.SimulatedCrash();
        }));
        var waiting = store.ChangedAsync(await store.ChangedAsync(0)).AsTask();
        armed = true;
        await Assert.ThrowsAnyAsync<Exception>(async () => await store.AppendAsync(Event("a", "lost?")));
        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.AppendAsync(Event("a", "e")));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.FindAsync("a"));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.ChangedAsync(0));
        await store.DisposeAsync();
        Assert.NotNull(await (await Open()).FindAsync("a"));
    }

    async Task<(int Issued, int Acknowledged)> RunUntilCrash(CrashAt crash)
    {
        var issued = 0;
        var acknowledged = 0;
        IRunStore? store = null;
        try
        {
            store = await OpenAsync(StoreAccess.Owner, crash);
            await StoreScript.RunAsync(store, n => issued = n, n => acknowledged = n);
        }
        catch (Exception e) when (e is StoreUnavailableException or CrashAt.SimulatedCrash)
        {
        }

        if (store is not null)
            await store.DisposeAsync();
        return (issued, acknowledged);
    }
}

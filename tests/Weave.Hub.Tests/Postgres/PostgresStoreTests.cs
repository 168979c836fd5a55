using Npgsql;
using Weave.Postgres;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>What every store promises. With one lane writes become durable in the order of the calls, all of them, which is what the crash points are checked against.</summary>
public class PostgresStoreTests : ClusterStoreConformance
{
    TestSchema schema = new();

    internal virtual int Lanes => 1;

    internal override void Renew() => schema = new();

    internal override async ValueTask<IRunStore> OpenAsync(StoreAccess access, ICrashPoints? crashPoints) =>
        await schema.OpenAsync(o => o with { Access = access, CrashPoints = crashPoints, Time = Time, Lanes = Lanes });

    protected override async Task CleanUpAsync() => await schema.DisposeAsync();
}

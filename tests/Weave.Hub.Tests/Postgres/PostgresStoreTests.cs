using Weave.Runtime.Tests.Storage;
using Weave.Storage;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>What every store promises. The crash points are visited with one lane: then writes become durable in the order of the calls, all of them, and that is what they are checked against.</summary>
[TestCaseOrderer("Weave.Cluster.Tests.Postgres.OnlyWithPostgres", "Weave.Hub.Tests")]
public class PostgresStoreTests : ClusterStoreConformance
{
    readonly TestSchema schema = new();

    internal override void Renew() => schema.Renew();

    internal override async ValueTask<IRunStore> OpenAsync(StoreAccess access, ICrashPoints? crashPoints) =>
        await schema.OpenAsync(o => o with { Access = access, CrashPoints = crashPoints, Time = Time, Lanes = crashPoints is null ? o.Lanes : 1 });

    protected override async Task CleanUpAsync() => await schema.DisposeAsync();
}

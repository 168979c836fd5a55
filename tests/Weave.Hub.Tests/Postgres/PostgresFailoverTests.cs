namespace Weave.Cluster.Tests.Postgres;

/// <summary>A server fails for good, and its standby is promoted.</summary>
public sealed class PostgresFailoverTests
{
    [PostgresFact]
    public async Task A_standby_that_is_promoted_has_all_that_was_acknowledged()
    {
        await using var pair = await Standby.StartAsync();
        var faults = 0;
        await Endurance.SurvivesAsync(pair.ConnectionString, 2, () => faults++ == 0 ? pair.FailOverAsync() : Task.CompletedTask);
    }
}

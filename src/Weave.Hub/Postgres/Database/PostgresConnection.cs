using Npgsql;

namespace Weave.Postgres;

/// <summary>Completes a user's connection string with what the store needs.</summary>
static class PostgresConnection
{
    const int FewestConnections = 32;

    // Every statement goes by keys and has an index for it; plans are made once a connection, when the tables may still be empty.
    const string Settings = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    public static NpgsqlConnectionStringBuilder Complete(string connectionString, PostgresStoreOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = options.Schema,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            Enlist = false,
            NoResetOnClose = true, // nothing is set beyond a transaction
            CommandTimeout = Patience(options),
            Timeout = Patience(options),
        };
        builder.Options = string.IsNullOrEmpty(builder.Options) ? Settings : $"{Settings} {builder.Options}";
        builder.MaxPoolSize = Math.Max(builder.MaxPoolSize, FewestConnections + options.Lanes);
        if (builder.Host?.Contains(',', StringComparison.Ordinal) == true && string.IsNullOrEmpty(builder.TargetSessionAttributes))
            builder.TargetSessionAttributes = "primary";
        return builder;
    }

    // A connection that has gone silent is given up while there is time to try another.
    static int Patience(PostgresStoreOptions options) => (int)Math.Clamp(options.RetryFor.TotalSeconds / 3, 1, 10);

    public static string Describe(NpgsqlConnectionStringBuilder connection, PostgresStoreOptions options) =>
        $"postgres://{connection.Host}:{connection.Port}/{connection.Database ?? connection.Username}?schema={options.Schema}";
}

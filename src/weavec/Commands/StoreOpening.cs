using System.CommandLine;
using Weave.Postgres;
using Weave.Storage;
using Weave.Tool.Opening;

namespace Weave.Tool.Commands;

/// <summary>Opens the store that a command is about.</summary>
static class StoreOpening
{
    /// <summary>Names it.</summary>
    public static Option<string?> Store { get; } = new("--store") { Description = "The store file." };

    /// <summary>Names the database of a cluster.</summary>
    public static Option<string?> Postgres { get; } = new("--postgres") { Description = "The PostgreSQL database of a cluster, as Npgsql takes it. Or in WEAVE_POSTGRES." };

    /// <summary>Names the keys.</summary>
    public static Option<string?> Keys { get; } = new("--keys") { Description = "A file with the keys that the store is encrypted with." };

    /// <summary>Opens it beside whoever owns it, works on it, and says what went wrong.</summary>
    public static async Task<int> WithAsync(ParseResult parsed, Func<IRunStore, Task<int>> work, CancellationToken cancel)
    {
        try
        {
            var database = parsed.GetValue(Postgres) ?? (parsed.GetValue(Store) is null ? Environment.GetEnvironmentVariable("WEAVE_POSTGRES") : null);
            if (parsed.GetValue(Store) is { } file)
                return database is null ? await WithAsync(file, work, cancel) : Usage("There are two stores: give --store or --postgres.");
            return string.IsNullOrEmpty(database) ? Usage($"No store: give {(parsed.CommandResult.Command.Options.Contains(Store) ? "--store FILE or " : "")}--postgres DATABASE, or set WEAVE_POSTGRES.") : await WithClusterAsync(database, work, cancel);
        }
        catch (OpenException e) when (e.InnerException is RunNotFoundException)
        {
            Console.Error.WriteLine($"weavec: {e.Message}");
            return ExitCode.NotFound;
        }
    }

    /// <summary>Opens a cluster's database beside its hubs, and works on it.</summary>
    static async Task<int> WithClusterAsync(string database, Func<PostgresStore, Task<int>> work, CancellationToken cancel)
    {
        try
        {
            await using var opened = await PostgresStore.OpenAsync(database, new() { Access = StoreAccess.Client, RetryFor = TimeSpan.FromSeconds(5) }, cancel);
            return await work(opened);
        }
        catch (Exception e) when (e is WeaveException or FormatException or ArgumentException or InvalidOperationException or IOException)
        {
            throw new OpenException(e.Message, e);
        }
    }

    static int Usage(string message)
    {
        Console.Error.WriteLine($"weavec: {message}");
        return ExitCode.Usage;
    }

    /// <summary>Opens a store file beside whoever owns it, and works on it.</summary>
    public static async Task<T> WithAsync<T>(string file, Func<IRunStore, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await using var opened = await SqliteRunStore.OpenAsync(file, StoreAccess.Client, new() { MustExist = true }, cancel);
            return await work(opened);
        }
        catch (Exception e) when (e is WeaveException or FormatException or InvalidOperationException or IOException)
        {
            throw new OpenException(e.Message, e);
        }
    }

    /// <summary>The keys that were named, or null.</summary>
    public static KeyRing? KeysOf(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(Keys) is { } file ? KeyRing.FromFile(file) : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new OpenException(e.Message, e);
        }
    }
}

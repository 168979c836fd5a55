using Microsoft.Data.Sqlite;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>A temporary folder with a store and what the runs in it have done to the world outside.</summary>
sealed class World : IDisposable
{
    const string FirstBuild = "tests/Weave.EndToEnd.Worker";
    const string NextBuild = "tests/Weave.EndToEnd.WorkerNext";

    public const int Killed = 128 + 9;
    public const int Aborted = 128 + 6;

    public string Folder { get; } = Directory.CreateTempSubdirectory("weave-e2e-").FullName;

    public string Store => Path.Combine(Folder, "runs.db");

    /// <summary>A process of the first build at work on the store.</summary>
    public Child Worker(params string[] arguments) => Child.Start(FirstBuild, [Store, .. arguments]);

    /// <summary>The same with environment variables.</summary>
    public Child WorkerWith((string Name, string Value)[] environment, params string[] arguments) =>
        Child.Start(FirstBuild, [Store, .. arguments], environment);

    /// <summary>A process of the build after a change of the code.</summary>
    public Child NextWorker(params string[] arguments) => Child.Start(NextBuild, "Weave.EndToEnd.Worker", [Store, .. arguments]);

    /// <summary>A process that has to run everything in the store to its end.</summary>
    public async Task<IReadOnlyList<string>> GoOnAsync(params string[] arguments)
    {
        using var worker = Worker(arguments);
        var exitCode = await worker.EndedAsync();
        Assert.True(exitCode == 0, await worker.StoryAsync());
        return worker.Lines;
    }

    /// <summary>A process that has to be killed by what its arguments say.</summary>
    public async Task<IReadOnlyList<string>> DieAsync(params string[] arguments)
    {
        using var worker = Worker(arguments);
        var exitCode = await worker.EndedAsync();
        Assert.True(exitCode == Killed, await worker.StoryAsync());
        return worker.Lines;
    }

    /// <summary>The result of a run that has ended, read from the store.</summary>
    public async Task<T> ResultAsync<T>(string run)
    {
        await using var hub = await Hub.OpenAsync(Store, new HubOptions { Access = StoreAccess.Client });
        return await (await hub.FindAsync<T>(run)).Result;
    }

    /// <summary>What the store holds of a run.</summary>
    public async Task<StoredRun> StoredAsync(string run)
    {
        await using var store = await SqliteRunStore.OpenAsync(Store, StoreAccess.Client);
        return await store.LoadAsync(run);
    }

    /// <summary>Makes the store what it would be if the runs in it had been started without modules.</summary>
    public async Task ForgetModulesAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Store};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE runs SET module = NULL; UPDATE blob_refs SET refs = 0";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until the store has the run in such a state.</summary>
    public async Task UntilAsync(string run, Func<RunRecord, bool> condition)
    {
        await using var store = await SqliteRunStore.OpenAsync(Store, StoreAccess.Client);
        for (var seen = 0L; await store.FindAsync(run) is not { } record || !condition(record);)
            seen = await store.ChangedAsync(seen).AsTask().WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>The messages that the run has not taken yet.</summary>
    public async Task<IReadOnlyList<InboxMessage>> InboxAsync(string run)
    {
        await using var store = await SqliteRunStore.OpenAsync(Store, StoreAccess.Client);
        return await store.InboxAsync(run);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

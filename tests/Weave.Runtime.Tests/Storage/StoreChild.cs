using System.Diagnostics;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>What the child processes of the storage tests do.</summary>
static class StoreChild
{
    /// <summary>Runs the script and kills itself at the n-th crash point. Prints <c>issued n</c> and <c>acknowledged n</c> as they happen.</summary>
    public static async Task<int> RunScriptAsync(string path, int crashAt)
    {
        var crash = new CrashAt(crashAt, static () =>
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        });
        await using var store = await SqliteRunStore.OpenAsync(path, StoreAccess.Owner, new() { Time = new ManualTime() }, crash);
        await StoreScript.RunAsync(store, n => Console.WriteLine($"issued {n}"), n => Console.WriteLine($"acknowledged {n}"));
        return 0;
    }

    /// <summary>Owns the store until it is killed, and echoes each change of run 'a' it is woken for.</summary>
    public static async Task<int> OwnAsync(string path)
    {
        await using var store = await SqliteRunStore.OpenAsync(path);
        await store.CreateAsync(Run("a"));
        var claim = (await store.ClaimAsync("a", "child", Timeout.InfiniteTimeSpan))!;
        Console.WriteLine($"owned {claim.Epoch}");
        for (var seen = 0L; ;)
        {
            seen = await store.ChangedAsync(seen);
            var messages = await store.Messages("a");
            if (messages.Length == 0)
                continue;
            await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Consumed = messages, Checkpoints = [Full(seen, string.Join(',', messages))] });
            Console.WriteLine($"took {string.Join(',', messages)}");
        }
    }

    public static async Task<int> AppendAsync(string path, string run, string id)
    {
        await using var store = await SqliteRunStore.OpenAsync(path, StoreAccess.Client, new() { MustExist = true });
        await store.AppendAsync(Event(run, id));
        return 0;
    }
}

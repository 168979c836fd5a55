using System.Diagnostics;
using Weave.Postgres;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>What the store does in a second on this machine, with durable commits: <c>dotnet run -c Release --project tests/Weave.Hub.Tests -- postgres-measure [seconds]</c>.</summary>
static class PostgresMeasure
{
    const int Size = 500;

    public static async Task<int> RunAsync(double seconds)
    {
        var folder = Directory.CreateTempSubdirectory("weave-pg-").FullName;
        try
        {
            await using var server = await PostgresServer.StartAsync(folder, new() { Settings = ["shared_buffers=256MB"] });
            await using var store = await PostgresStore.OpenAsync(server.ConnectionString);
            await using var other = await PostgresStore.OpenAsync(server.ConnectionString);
            foreach (var callers in new[] { 1, 1, 8, 64 })
            {
                var took = await CommitAsync(store, callers, seconds);
                Console.WriteLine($"commits of {Size} bytes, {callers} callers: {took.Count / seconds:N0}/s, p50 {At(took, 0.5):0.00} ms, p99 {At(took, 0.99):0.00} ms");
            }

            var news = await NewsAsync(store, other, seconds);
            Console.WriteLine($"from an append's acknowledgement to another handle's news: p50 {At(news, 0.5):0.00} ms, p99 {At(news, 0.99):0.00} ms");
            await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => store.CreateAsync(Run($"claim {i}")).AsTask()));
            await store.JoinAsync(new("hub", ""), TimeSpan.FromMinutes(5));
            var began = Stopwatch.GetTimestamp();
            var claims = 0;
            for (IReadOnlyList<RunClaim> some; (some = await store.ClaimNextAsync(new([], 100))).Count > 0;)
                claims += some.Count;
            Console.WriteLine($"claims, 100 at a time: {claims / Stopwatch.GetElapsedTime(began).TotalSeconds:N0}/s");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<List<double>> CommitAsync(PostgresStore store, int callers, double seconds)
    {
        var bytes = new byte[Size];
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var took = await Task.WhenAll(Enumerable.Range(0, callers).Select(c => Task.Run(async () =>
        {
            var mine = new List<double>();
            var claim = await store.Claimed($"{callers} run {c} {Guid.NewGuid()}");
            for (long n = 1; Stopwatch.GetTimestamp() < end; n++)
            {
                var began = Stopwatch.GetTimestamp();
                await store.CommitAsync(new() { Run = claim.Run, Epoch = claim.Epoch, Checkpoints = [new("0", n, n % 16 == 0 ? -1 : n - 1, bytes)], Progress = true });
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return mine;
        })));
        return [.. took.SelectMany(t => t).Order()];
    }

    static async Task<List<double>> NewsAsync(PostgresStore store, PostgresStore other, double seconds)
    {
        await store.CreateAsync(Run("news"));
        var took = new List<double>();
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var news = await other.NewsAsync(0);
        for (var n = 0; Stopwatch.GetTimestamp() < end; n++)
        {
            while (other.NewsAsync(news.Version) is { IsCompleted: true } more)
                news = await more;
            var next = other.NewsAsync(news.Version).AsTask();
            await store.AppendAsync(Event("news", $"m{n}"));
            var began = Stopwatch.GetTimestamp();
            news = await next;
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return [.. took.Order()];
    }

    static double At(List<double> ordered, double part) => ordered.Count == 0 ? double.NaN : ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * part))];
}

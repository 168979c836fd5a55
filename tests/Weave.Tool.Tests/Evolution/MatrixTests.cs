using Weave.Contracts;
using Weave.Storage;
using Weave.Tool.Comparing;
using Weave.Tool.Opening;

namespace Weave.Tool.Tests.Evolution;

/// <summary>Runs that one build started, and another finds: what <c>weavec diff</c> says of them is what happens.</summary>
public sealed class MatrixTests : IClassFixture<MatrixTests.TwoBuilds>
{
    readonly TwoBuilds builds;

    public MatrixTests(TwoBuilds builds) => this.builds = builds;

    public static TheoryData<string> Names() => [.. Matrix.All.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_diff_says_happens(string name)
    {
        var scenario = Matrix.All.Single(s => s.Name == name);
        var said = builds.Said.Single(row => row.Run == name);
        var happened = builds.Happened[name];
        Assert.True(scenario.Verdict == said.Verdict, $"{said.Verdict}: {string.Join(" ", said.Why)} (and what happened: {happened})");
        if (scenario.Verdict <= Verdict.Maps)
            Assert.True("ended: " + scenario.Result == happened, happened);
        else
            Assert.True(happened.StartsWith("refused: ", StringComparison.Ordinal), happened);
        Assert.Equal(scenario.Verdict == Verdict.Identical, said.Why.Count == 0);
    }

    [Fact]
    public async Task Diff_counts_and_lists_the_runs_of_a_store()
    {
        var (code, output, errors) = await Cli.RunAsync("diff", builds.Old, builds.Now, "--store", builds.Store);
        Assert.True(code == 6, output + errors);
        var counts = Matrix.All.CountBy(static s => s.Verdict).ToDictionary();
        Assert.Contains($"runs in flight: {counts[Verdict.Identical]} identical, {counts[Verdict.Maps]} maps, {counts[Verdict.NeedsMigration]} needs a migration, {counts[Verdict.Incompatible]} incompatible", output, StringComparison.Ordinal);
        Assert.Contains("split the method", output, StringComparison.Ordinal);
    }

    /// <summary>All scenarios in two builds and one store.</summary>
    public sealed class TwoBuilds : IAsyncLifetime
    {
        const string Start = """
            public static class Entry
            {
                public static async Task<int> Run(string store)
                {
                    await using var hub = await Hub.OpenAsync(store, new HubOptions { Upgrade = UpgradePolicy.WhenMapped, ShutdownTimeout = TimeSpan.FromMilliseconds(10) });
                    var runs = new List<RunHandle<string>>();
                    STARTS
                    foreach (var run in runs)
                    {
                        while (await run.StatusAsync() is var status && (status.StepAttempts == 0 || status.Checkpoints == 0))
                        {
                            if (status.LastError is not null)
                                throw status.LastError;
                            await Task.Delay(5);
                        }
                    }
                    return runs.Count;
                }
            }
            """;

        const string Finish = """
            public static class Entry
            {
                public static async Task<Dictionary<string, string>> Run(string store)
                {
                    await using var hub = await Hub.OpenAsync(store, new HubOptions { Modules = StoredModules.Refused });
                    var ended = new Dictionary<string, string>();
                    var names = new List<string>();
                    await foreach (var status in hub.RunsAsync())
                        names.Add(status.Run);
                    foreach (var name in names)
                    {
                        try
                        {
                            ended[name] = "ended: " + await (await hub.FindAsync<string>(name)).Result;
                        }
                        catch (Exception e) when (e is ModuleUnavailableException or ContractMismatchException)
                        {
                            ended[name] = "refused: " + e.Message;
                        }
                        catch (Exception e)
                        {
                            ended[name] = e.ToString();
                        }
                    }
                    return ended;
                }
            }
            """;

        /// <summary>The older assembly, the newer one, and a copy of the store as the older one left it.</summary>
        internal string Old { get; private set; } = "";

        internal string Now { get; private set; } = "";

        internal string Store { get; private set; } = "";

        internal IReadOnlyList<RunRow> Said { get; private set; } = [];

        internal IReadOnlyDictionary<string, string> Happened { get; private set; } = new Dictionary<string, string>();

        public async Task InitializeAsync()
        {
            var folder = Directory.CreateTempSubdirectory("weave-matrix-").FullName;
            var store = Path.Combine(folder, "runs.db");
            var starts = string.Join("\n", Matrix.All.Select(static (s, i) => $"runs.Add(await hub.StartAsync(S{i}.Orders.Call(), \"{s.Name}\"));"));
            var old = Build.Compile(folder, "Shop", Source(Start.Replace("STARTS", starts, StringComparison.Ordinal), isOld: true));
            Assert.Equal(Matrix.All.Count, await Build.RunAsync<int>(old, "Run", store));
            var now = Build.Compile(Directory.CreateDirectory(Path.Combine(folder, "new")).FullName, "Shop", Source(Finish, isOld: false));
            var contracts = await ContractsOpener.OpenAsync(now, CancellationToken.None);
            await using (var read = await SqliteRunStore.OpenAsync(store, StoreAccess.Client))
                Said = await new StoreComparison(read, null, contracts, CancellationToken.None).RunsAsync();
            (Old, Now, Store) = (old, now, Path.Combine(folder, "before.db"));
            foreach (var file in Directory.GetFiles(folder, "runs.db*"))
                File.Copy(file, file.Replace("runs.db", "before.db", StringComparison.Ordinal));
            Happened = await Build.RunAsync<Dictionary<string, string>>(now, "Run", store);
        }

        public Task DisposeAsync() => Task.CompletedTask;

        static string Source(string entry, bool isOld) =>
            (isOld ? "#define OLD\n" : "") + "using Weave;\nusing Weave.Execution;\nusing Weave.Storage;\n" + entry + "\n" + string.Concat(Matrix.All.Select((s, i) => s.Source(i, isOld).Replace("SPACE", $"S{i}", StringComparison.Ordinal)));
    }
}

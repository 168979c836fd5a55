using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>
/// A fixed row of writes that touches everything a store does. After a crash the store must be what the first m writes make, with m no smaller than the
/// number acknowledged and no larger than the number issued.
/// </summary>
static class StoreScript
{
    static readonly byte[] Blob = Bytes("a large value");
    static readonly byte[] Module = Bytes("a module");
    static readonly DateTimeOffset Due = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="Act">The write; it checks its own answer.</param>
    /// <param name="Burst">Issued without waiting for the answers of the writes before it.</param>
    /// <param name="Consumes">Run and id of a message that has no effect from here on.</param>
    public sealed record Step(Func<IRunStore, Task> Act, bool Burst = false, params (string Run, string Id)[] Consumes);

    public static IReadOnlyList<Step> Steps { get; } =
    [
        Create("a"),
        Create("b"),
        new(store => Task.FromResult(store.Intern("schema 1"))),
        Append(Event("a", "e1", "one")),
        Claim("a", 1, 1),
        Claim("b", 1, 1),
        Commit(new()
        {
            Run = "a",
            Epoch = 1,
            Checkpoints = [Full(1, "a1"), Full(0, "child", "0/1")],
            Consumed = ["e1"],
            Outgoing = [Event("b", "from a", "payload")],
            Timers = [new("0", "t", Due), new("0/1", "u", Due)],
            State = RunState.Waiting,
            Progress = true,
        }),
        Commit(new() { Run = "a", Epoch = 1, Checkpoints = [Delta(2, 1, "a2")] }),
        Commit(new() { Run = "b", Epoch = 1, Checkpoints = [Full(1, "b1")], Consumed = ["from a"], Outgoing = [Event("a", "reply")] }, burst: true),
        Append(Event("a", "e2", "two")) with { Burst = true },
        Commit(new() { Run = "a", Epoch = 1, Checkpoints = [Delta(3, 2, "a3")], Consumed = ["reply"], Timers = [new("0", "t", null)] }, burst: true),
        Create("c") with { Burst = true },
        new(store => store.PutBlobAsync(Blob).AsTask(), Burst: true),
        Claim("c", 1, 1) with { Burst = true },
        Commit(new() { Run = "a", Epoch = 1, Checkpoints = [Full(4, "a4")], EndedStrands = ["0/1"] }, burst: true),
        new(store => store.ReleaseAsync("b", 1).AsTask()),
        Claim("b", 2, 1),
        Commit(new() { Run = "b", Epoch = 1, Checkpoints = [Full(9, "fenced")], Consumed = ["x"], State = RunState.Completed }, CommitResult.Fenced),
        new(store => Task.FromResult(store.Intern("schema 2"))),
        Commit(new() { Run = "b", Epoch = 2, Consumed = ["gone"], State = RunState.Completed, Outcome = Bytes("b done"), Outgoing = [Event("c", "b is done")] }),
        Commit(new() { Run = "a", Epoch = 1, State = RunState.Failed, Outcome = Bytes("a failed") }),
        Append(Message("a", "resume", MessageKind.Resume)),
        Claim("a", 2, 1),
        Commit(new() { Run = "c", Epoch = 1, State = RunState.Terminated }),
        Claim("a", 3, 2),
        new(store => store.PutBlobAsync(Module).AsTask()),
        new(async store => Assert.True((await store.CreateAsync(Run("d") with { Module = BlobHash.Of(Module), Upgrade = UpgradePolicy.Pinned })).Created)),
        Claim("d", 1, 1),
        Commit(new() { Run = "d", Epoch = 1, Checkpoints = [Full(1, "d1") with { Blobs = [BlobHash.Of(Blob), BlobHash.Of(Module)] }, Full(0, "child", "0/1") with { Blobs = [BlobHash.Of(Blob)] }] }),
        Commit(new() { Run = "d", Epoch = 1, Checkpoints = [Delta(2, 1, "d2") with { Blobs = [BlobHash.Of(Blob)] }], Module = BlobHash.Of(Blob) }, burst: true),
        Commit(new() { Run = "d", Epoch = 1, Checkpoints = [Full(3, "d3")], EndedStrands = ["0/1"] }, burst: true),
        Commit(new() { Run = "d", Epoch = 1, State = RunState.Completed }),
    ];

    /// <summary>Runs the script; <paramref name="acknowledged"/> hears the number of writes that were, as that rises. Throws what the first write that was
    /// not threw.</summary>
    public static async Task RunAsync(IRunStore store, Action<int> issued, Action<int> acknowledged)
    {
        var done = 0;
        for (var next = 0; next < Steps.Count;)
        {
            var answers = new List<Task>();
            do
            {
                issued(next + 1);
                answers.Add(Start(Steps[next++], store));
            }
            while (next < Steps.Count && Steps[next].Burst);
            foreach (var answer in answers)
            {
                await answer;
                acknowledged(++done);
            }
        }
    }

    /// <summary>Everything that can be seen of a store, owners apart: those a crash sets free.</summary>
    public static async Task<string> DumpAsync(IRunStore store)
    {
        var lines = new List<string> { $"symbols {store.Lookup(1)}, {store.Lookup(2)}, {store.Lookup(3)}", $"blob {(await store.GetBlobAsync(BlobHash.Of(Blob)))?.Length}" };
        await foreach (var r in store.QueryAsync(new()))
        {
            lines.Add($"{r.Run} {r.Function} {r.Arguments} {r.State} epoch {r.Epoch} attempts {r.Attempts} outcome '{Text(r.Outcome)}'");
            if (r.Module is not null)
                lines.Add($"  {r.Upgrade} {r.Module}");
            var run = await store.LoadAsync(r.Run);
            lines.AddRange(run.Checkpoints.Select(c => $"  checkpoint {c.Strand} {c.Sequence} {c.Base} {Text(c.Bytes)}"));
            lines.AddRange(run.Checkpoints.SelectMany(c => c.Blobs.Select(b => $"  blob of {c.Strand} {c.Sequence}: {b}")));
            lines.AddRange(run.Inbox.Select(m => $"  message {m.Id} {m.Kind} {m.Strand} {m.Subject} {Text(m.Payload)}"));
            lines.AddRange(run.Timers.Select(t => $"  timer {t.Strand} {t.Key} {t.Due:O}"));
        }

        return string.Join('\n', lines);
    }

    /// <summary>What the store looks like before the first write and after each.</summary>
    public static async Task<IReadOnlyList<string>> StatesAsync(IRunStore store)
    {
        var states = new List<string> { await DumpAsync(store) };
        foreach (var step in Steps)
        {
            await step.Act(store);
            states.Add(await DumpAsync(store));
        }

        return states;
    }

    /// <summary>Checks a reopened store against the states that it may be in.</summary>
    public static async Task CheckAsync(IRunStore store, IReadOnlyList<string> states, int acknowledged, int issued, string crash)
    {
        var dump = await DumpAsync(store);
        var at = Enumerable.Range(acknowledged, issued - acknowledged + 1).Where(m => states[m] == dump).DefaultIfEmpty(-1).Last();
        Assert.True(at >= 0, $"After a crash at {crash}, with {acknowledged} of {issued} writes acknowledged, the store is none of the states between:\n{dump}\n\nit should be at least\n{states[acknowledged]}");
        at = Enumerable.Range(acknowledged, at - acknowledged + 1).First(m => states[m] == dump);
        foreach (var (run, id) in Steps.Take(at).SelectMany(s => s.Consumes))
            await store.AppendAsync(Event(run, id, "again"));
        Assert.Equal(dump, await DumpAsync(store));

        await foreach (var record in store.QueryAsync(new() { States = [RunState.Ready, RunState.Waiting] }))
            Assert.Equal(new RunClaim(record.Run, record.Epoch + 1, record.Attempts + 1), await store.ClaimAsync(record.Run, "after the crash", Lease));
    }

    static Task Start(Step step, IRunStore store)
    {
        try
        {
            return step.Act(store);
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }

    static Step Create(string run) => new(async store => Assert.True((await store.CreateAsync(Run(run))).Created));

    static Step Append(InboxMessage message) => new(store => store.AppendAsync(message).AsTask());

    static Step Claim(string run, long epoch, int attempts) =>
        new(async store => Assert.Equal(new RunClaim(run, epoch, attempts), await store.ClaimAsync(run, "hub", Lease)));

    static Step Commit(CommitBatch batch, CommitResult expected = CommitResult.Committed, bool burst = false) =>
        new(async store => Assert.Equal(expected, await store.CommitAsync(batch)), burst,
            expected == CommitResult.Committed ? [.. batch.Consumed.Select(id => (batch.Run, id))] : []);
}

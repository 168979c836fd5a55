using System.Globalization;
using Weave.Execution;
using Weave.State;
using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <content>What the cluster has to do, and those who ask for it.</content>
sealed partial class Schedule
{
    const string Payer = "payer";

    readonly Dictionary<string, Work> work = [];
    readonly HashSet<string> started = [];
    readonly HashSet<string> raised = [];

    void AddWork()
    {
        for (var i = IsChance ? world.Random.Next(1, 7) : 2; i > 0; i--)
            AddTransfer(i);
        var (depth, width) = (world.Random.Next(1, 4), world.Random.Next(2, 7));
        Add("computation", () => Transfers.Fragments.Compute(depth, width), Transfers.Compute(depth, width).GetAwaiter().GetResult());
        if (IsChance || story is Story.Events)
        {
            for (var i = IsChance ? world.Random.Next(0, 3) : 2; i > 0; i--)
                AddCollection(i);
            AddOffer();
        }

        if (IsChance || story is Story.Places)
            AddJourney();
        if (IsChance ? world.Chance(0.25) : story is Story.Places)
            AddRare();
        if (IsChance ? world.Chance(0.1) : story is Story.Builds)
            AddFormer();
    }

    void AddTransfer(int i)
    {
        var (id, from, to) = ($"transfer {i}", $"account {world.Random.Next(4)}", $"account {world.Random.Next(4)}");
        var (amount, effort) = (world.Random.Next(1, 1000), world.Random.Next(1000));
        if (MovesInner)
            Add(id, () => Transfers.Fragments.Order(id, from, to, amount, effort), Transfers.Transferred(amount, effort), $"{id} {from} 0", $"{id} {from} {-amount}", $"{id} {to} {amount}", $"{id} {to} 0");
        else
            Add(id, () => Transfers.Fragments.Transfer(id, from, to, amount, effort), Transfers.Transferred(amount, effort), $"{id} {from} {-amount}", $"{id} {to} {amount}");
    }

    /// <summary>Takes in what the world outside pays, by events.</summary>
    void AddCollection(int i)
    {
        var (id, account) = ($"collection {i}", $"account {world.Random.Next(4)}");
        var amounts = Enumerable.Range(0, world.Random.Next(1, 5)).Select(_ => (long)world.Random.Next(1, 1000)).ToList();
        Add(id, () => Transfers.Fragments.Collect(id, account, amounts.Count), amounts.Sum(), [.. amounts.Select(a => $"{id} {account} {a}")]);
        for (var k = 0; k < amounts.Count; k++)
        {
            var (amount, payment) = (amounts[k], $"payment {k}");
            world.After(When(), () =>
            {
                bank.Pay(Payer, amount);
                Raise(id, "paid", amount, payment);
            });
        }
    }

    /// <summary>Waits for an answer no longer than so long: what it gives depends on who comes first.</summary>
    void AddOffer()
    {
        var answer = world.Random.Next(1, 1000);
        var patience = world.Random.Next(1, 6000);
        AddAny<long>("offer", () => Transfers.Fragments.Offer(patience), result => result == answer || result == -1 ? null : $"gave {result}, and not {answer} or -1");
        world.After(When(), () => Raise("offer", "answer", (long)answer, "answer"));
    }

    void AddJourney()
    {
        var width = world.Random.Next(2, 40);
        Add("journey", () => Transfers.Fragments.Travel(width), Transfers.Travel(width).GetAwaiter().GetResult());
    }

    /// <summary>Needs what no hub has until one comes that does; until then its status has to say so.</summary>
    void AddRare()
    {
        var width = world.Random.Next(2, 40);
        Add("rare", () => Transfers.Fragments.Seldom(width), Transfers.Seldom(width).GetAwaiter().GetResult());
        var late = NewHub("late hub", ["cpu:sve", "gpu"]);
        world.After(IsChance ? healed : TimeSpan.FromSeconds(2), () => AskWhy("rare", "cpu:sve", () =>
        {
            hubs.Add(late);
            late.Start();
        }));
    }

    /// <summary>A run that was started with another build of the code goes on with that build, wherever it goes.</summary>
    void AddFormer()
    {
        var rounds = world.Random.Next(1, 10);
        var account = $"account {world.Random.Next(4)}";
        database.PinTo("former", FormerBuild.Hash, FormerBuild.Blob);
        var expected = Transfers.Built(rounds, FormerBuild.Name);
        Add("former", () => Transfers.Fragments.Build("former", account, rounds), expected, [.. Enumerable.Range(0, rounds).SelectMany(i => new[] { $"former {account} {i + 1}", $"former {account} {-i - 1}" })]);
    }

    TimeSpan When() => world.Between(TimeSpan.FromMilliseconds(200), IsChance ? trouble : TimeSpan.FromMilliseconds(1500));

    void Add<T>(string run, Func<FragmentCall<T>> call, T expected, params string[] effects) =>
        AddAny<T>(run, call, result => Equals(result, expected) ? null : string.Create(CultureInfo.InvariantCulture, $"gave {result} and not {expected}"), effects);

    void AddAny<T>(string run, Func<FragmentCall<T>> call, Func<T, string?> wrong, params string[] effects) =>
        work.Add(run, new Work(run, hub => hub.StartAsync(call(), run), outcome => wrong(StateBytes.Decode<T>(outcome, new Symbols(database.Direct))), effects));

    /// <summary>A client asks one hub after another until one has started the run.</summary>
    void Begin(string run)
    {
        if (started.Contains(run))
            return;
        Ask($"start {run}", async at =>
        {
            await work[run].Start(at.Open!).ConfigureAwait(false);
            started.Add(run);
            for (var i = IsChance ? world.Random.Next(4) : 0; i > 0; i--)
                world.After(world.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(1200)), () => Move(run));
        });
        world.After(TimeSpan.FromSeconds(2), () => Begin(run));
    }

    /// <summary>A client raises an event at one hub after another until it has been told that it is raised; and now and then once more.</summary>
    void Raise(string run, string name, long value, string id)
    {
        Ask($"raise {id} for {run}", async at =>
        {
            await at.Open!.RaiseAsync(run, name, value, id).ConfigureAwait(false);
            world.Count("raised");
            raised.Add($"{run} {id}");
        });
        world.After(world.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)), () =>
        {
            if (!raised.Contains($"{run} {id}") || world.Chance(0.4))
                Raise(run, name, value, id);
        });
    }

    /// <summary>Asks for the status of a run until it says what is missing; that it never does shows when the time is up.</summary>
    void AskWhy(string run, string missing, Action then)
    {
        var said = false;
        Ask($"ask why {run} waits", async at =>
        {
            var status = await (await at.Open!.FindAsync(run).ConfigureAwait(false)).StatusAsync().ConfigureAwait(false);
            if (said || status.WaitsFor?.Contains(missing, StringComparison.Ordinal) != true)
                return;
            said = true;
            world.Log($"{run} waits for {status.WaitsFor}");
            then();
        });
        world.After(TimeSpan.FromSeconds(1), () =>
        {
            if (!said)
                AskWhy(run, missing, then);
        });
    }

    /// <summary>A client does something with any hub that is there. What comes of it may be an error; then it tries again.</summary>
    void Ask(string what, Func<SimulatedHub, Task> ask)
    {
        var open = hubs.FindAll(static h => h.Open is not null);
        if (open.Count == 0)
            return;
        var at = open[world.Random.Next(open.Count)];
        at.Do(async () =>
        {
            try
            {
                if (at.Open is not null)
                    await ask(at).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WeaveException or ObjectDisposedException)
            {
                world.Log($"{at.Id} does not {what}: {e.Message}");
            }
        });
    }

    sealed class Symbols(IRunStore store) : ISymbolTable
    {
        public int Intern(string text) => store.Intern(text);

        public string? Lookup(int number) => store.Lookup(number);
    }
}

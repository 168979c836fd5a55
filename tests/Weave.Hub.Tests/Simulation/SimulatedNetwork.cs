using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>The ways between the hubs of a simulated cluster: requests and answers take their time, overtake each other, are lost and sent again, and some pairs do not reach each other.</summary>
sealed class SimulatedNetwork(World world)
{
    readonly Dictionary<string, (SimulatedMachine Machine, IPeerService Service)> hubs = [];
    readonly HashSet<(string From, string To)> cut = [];

    /// <summary>From here on this process answers for the hub.</summary>
    public void Listen(SimulatedMachine machine, IPeerService service) => hubs[machine.Name] = (machine, service);

    public void Cut(string from, string to) => cut.Add((from, to));

    public void Heal(string from, string to) => cut.Remove((from, to));

    public void HealAll() => cut.Clear();

    public IPeers From(SimulatedMachine machine) => new Peers(this, machine);

    bool Passes(string from, string to) => !cut.Contains((from, to)) && !world.Chance(0.03);

    sealed class Peers(SimulatedNetwork network, SimulatedMachine machine) : IPeers
    {
        public async ValueTask<ReadOnlyMemory<byte>> CallAsync(HubInfo to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan deadline, CancellationToken cancel = default)
        {
            cancel.ThrowIfCancellationRequested();
            var request = new Request(network, machine, to.Id, method, body.ToArray(), deadline);
            using var cancelled = cancel.UnsafeRegister(_ => request.Cancel(cancel), null);
            return await request.Answer.ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>One request under way: sent until it has arrived, done once, its answer sent until that has.</summary>
    sealed class Request
    {
        static readonly TimeSpan again = TimeSpan.FromMilliseconds(60);

        readonly SimulatedNetwork network;
        readonly World world;
        readonly SimulatedMachine from;
        readonly string to;
        readonly PeerMethod method;
        readonly ReadOnlyMemory<byte> body;
        readonly TaskCompletionSource<ReadOnlyMemory<byte>> answer = new();
        bool arrived;
        bool over;

        public Request(SimulatedNetwork network, SimulatedMachine from, string to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan deadline)
        {
            (this.network, this.from, this.to, this.method, this.body) = (network, from, to, method, body);
            world = from.World;
            world.Log($"{from.Name} asks {to}: {method}");
            world.After(deadline, () => End(() => answer.TrySetException(new PeerUnreachableException(to, "the time is up"))));
            Send();
        }

        public Task<ReadOnlyMemory<byte>> Answer => answer.Task;

        public void Cancel(CancellationToken cancel) => End(() => answer.TrySetCanceled(cancel));

        void Send()
        {
            if (over || arrived || from.IsDead)
                return;
            if (network.Passes(from.Name, to))
                world.After(world.Latency(), Arrive);
            world.After(again, Send);
        }

        void Arrive()
        {
            if (arrived || !network.hubs.TryGetValue(to, out var hub) || hub.Machine.IsDead)
                return;
            arrived = true;
            hub.Machine.Post(() => _ = HandleAsync(hub.Machine, hub.Service));
        }

        async Task HandleAsync(SimulatedMachine machine, IPeerService service)
        {
            Action give;
            try
            {
                var result = await service.HandleAsync(from.Name, method, body, CancellationToken.None).ConfigureAwait(false);
                give = () => answer.TrySetResult(result);
            }
            catch (PeerRefusedException e)
            {
                world.Log($"{to} refuses {method}: {e.Reason}");
                give = () => answer.TrySetException(new PeerRefusedException(e.Hub, e.Reason));
            }
            catch (Exception e)
            {
                world.Log($"{to} fails at {method}: {e.GetType().Name}");
                give = () => answer.TrySetException(new PeerRefusedException(to, e.GetType().Name));
            }

            Reply(machine, give);
        }

        void Reply(SimulatedMachine machine, Action give)
        {
            if (over || machine.IsDead)
                return;
            if (network.Passes(to, from.Name))
                world.After(world.Latency(), () => End(give));
            world.After(again, () => Reply(machine, give));
        }

        void End(Action give)
        {
            if (over)
                return;
            over = true;
            from.Post(give);
        }
    }
}

using Weave.Storage;

namespace Weave.Tool.Hubs;

/// <summary>One hub of a cluster, as it is listed.</summary>
/// <param name="Hub">Its id.</param>
/// <param name="State">Where it is in its membership; <c>gone</c> when its lease has ended and nobody has taken its runs yet.</param>
/// <param name="Address">Where other hubs reach it.</param>
/// <param name="Runs">Runs it has claimed.</param>
/// <param name="Running">Of these, runs that compute now.</param>
/// <param name="Cores">Cores it runs on.</param>
/// <param name="MemoryUsed">Bytes its process uses.</param>
/// <param name="Memory">Bytes it may use.</param>
/// <param name="LeaseLeft">Seconds that its lease still holds.</param>
/// <param name="Incarnation">Raised each time a hub joins.</param>
/// <param name="Offers">What runs may need of it.</param>
sealed record HubView(
    string Hub, string State, string Address, int Runs, int Running, int Cores, long MemoryUsed, long Memory, double LeaseLeft, long Incarnation, IReadOnlyList<string> Offers)
{
    public static HubView Of(HubRecord record) => new(
        record.Hub.Id,
        record.LeaseLeft <= TimeSpan.Zero ? "gone" : record.State == HubState.Draining ? "draining" : "active",
        record.Hub.Address,
        record.Load.Runs,
        record.Load.Running,
        record.Hub.Cores,
        record.Load.Memory,
        record.Hub.Memory,
        Math.Round(record.LeaseLeft.TotalSeconds, 3),
        record.Incarnation,
        record.Hub.Offers);
}

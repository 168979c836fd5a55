namespace Weave.Benchmarks.State;

/// <summary>A state as small as most are: an order under way.</summary>
public sealed class SmallOrder
{
    static readonly string[] customers = ["ada lovelace", "grace hopper", "edsger dijkstra", "barbara liskov", "tony hoare", "frances allen"];
    static readonly string[] carriers = ["carrier-west", "carrier-east", "carrier-north", "post"];
    static readonly string[] goods = ["keyboard, mechanical", "monitor arm", "usb-c cable 2 m", "laptop stand", "notebook a5, dotted", "desk lamp"];

    public long Number { get; set; }

    public string Customer { get; set; } = "";

    public string Currency { get; set; } = "";

    public string Carrier { get; set; } = "";

    public string Status { get; set; } = "";

    public DateTime Placed { get; set; }

    public double Total { get; set; }

    public List<string> Items { get; set; } = [];

    internal static SmallOrder Make(Random random)
    {
        var order = new SmallOrder
        {
            Number = 4_000_000 + random.Next(100_000),
            Customer = customers[random.Next(customers.Length)],
            Currency = random.Next(4) == 0 ? "USD" : "EUR",
            Carrier = carriers[random.Next(carriers.Length)],
            Status = random.Next(2) == 0 ? "waiting-for-payment" : "waiting-for-carrier",
            Placed = new DateTime(2026, 8, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(86_400)),
            Total = random.Next(10, 500) - 0.01,
        };
        for (var i = random.Next(1, 4); i > 0; i--)
            order.Items.Add(goods[random.Next(goods.Length)]);
        return order;
    }
}

namespace Weave.EndToEnd.Scenarios;

/// <summary>The scripted run: loops, recursion, steps that succeed and fail, a list that a callee changes, checkpoints, a delay.</summary>
public static partial class Shipping
{
    [Fragment]
    public static async Task<Shipment> Ship(int orders, string ledger)
    {
        var log = new List<string>();
        long weight = 0;
        for (var order = 1; order <= orders; order++)
        {
            weight += Weigh(10 * order);
            var receipt = await Charge(ledger, order);
            log.Add(receipt.Text);
            Amend(log, order);
            await Durable.Checkpoint();
        }

        await Durable.Delay(TimeSpan.FromMilliseconds(5));
        try
        {
            await Refuse(ledger);
        }
        catch (InvalidOperationException e)
        {
            log.Add(e.Message);
        }
        finally
        {
            log.Add("closed");
        }

        return new Shipment(weight, log);
    }

    [Fragment]
    static long Weigh(int parcel) => parcel < 2 ? parcel : Weigh(parcel - 1) + 3 * Weigh(parcel / 2);

    [Fragment]
    static void Amend(List<string> log, int order)
    {
        for (var i = 0; i < log.Count; i++)
            log[i] += "/" + order;
    }

    [Step]
    static async Task<Receipt> Charge(string ledger, int order)
    {
        Ledger.Append(ledger, "charge" + order);
        await Task.Yield();
        return new Receipt(order, "charged " + order);
    }

    [Step]
    static Task<int> Refuse(string ledger)
    {
        Ledger.Append(ledger, "refuse");
        throw new InvalidOperationException("refused");
    }
}

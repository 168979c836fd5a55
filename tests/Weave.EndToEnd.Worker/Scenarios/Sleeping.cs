namespace Weave.EndToEnd.Scenarios;

/// <summary>Waits for a time that is longer than its processes live.</summary>
public static partial class Sleeping
{
    [Fragment]
    public static async Task<DateTime> Sleep()
    {
        await Durable.Delay(TimeSpan.FromSeconds(4));
        return await Now();
    }

    [Step]
    static Task<DateTime> Now() => Task.FromResult(DateTime.UtcNow);
}

namespace Weave.EndToEnd.Scenarios;

/// <summary>Waits for a time that is longer than its processes live.</summary>
public static partial class Sleeping
{
    [Fragment]
    public static async Task<string> Sleep()
    {
        var before = "slept";
        await Durable.Delay(TimeSpan.FromHours(1));
        return before + " well";
    }
}

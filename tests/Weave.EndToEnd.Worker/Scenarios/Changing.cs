namespace Weave.EndToEnd.Scenarios;

/// <summary>Methods that the next build has in another form. Each waits at <see cref="Gate"/>, so that a process can be killed there.</summary>
public static partial class Changing
{
    [Fragment]
    public static async Task<int> Same(string folder)
    {
        var sum = 40;
        sum += await Gate(folder);
        return sum;
    }

    /// <summary>Changed after its cut: goes on, with the new code.</summary>
    [Fragment]
    public static async Task<string> Later(string folder)
    {
        var sum = 40;
        sum += await Gate(folder);
#if NEXT
        return "next " + sum;
#else
        return "first " + sum;
#endif
    }

    /// <summary>Changed in the statement of its cut.</summary>
    [Fragment]
    public static async Task<int> Anchor(string folder)
    {
        var sum = 40;
#if NEXT
        sum -= await Gate(folder);
#else
        sum += await Gate(folder);
#endif
        return sum;
    }

    /// <summary>Changed in the type of what is live at its cut.</summary>
    [Fragment]
    public static async Task<string> Contract(string folder)
    {
#if NEXT
        var sum = TimeSpan.FromDays(40);
#else
        var sum = 40;
#endif
        var passed = await Gate(folder);
        return $"{sum} {passed}";
    }

#if !NEXT
    [Fragment]
    public static async Task<int> Gone(string folder) => 40 + await Gate(folder);
#endif

    /// <summary>Passes when the file 'open' is in the folder.</summary>
    [Step]
    static async Task<int> Gate(string folder)
    {
        Console.WriteLine("at the gate");
        while (!File.Exists(Path.Combine(folder, "open")))
            await Task.Delay(5);
        return 2;
    }
}

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

    /// <summary>Changed in the type of what is live at its cut, to one that holds the old values.</summary>
    [Fragment]
    public static async Task<string> Wider(string folder)
    {
#if NEXT
        var sum = 40L;
#else
        var sum = 40;
#endif
        var passed = await Gate(folder);
        return $"{sum.GetType().Name} {sum + passed}";
    }

    /// <summary>Fails after its cut, until the next build.</summary>
    [Fragment]
    public static async Task<int> Buggy(string folder)
    {
        var sum = 40;
        sum += await Gate(folder);
#if NEXT
        return sum;
#else
        throw new InvalidOperationException($"the first build stops at {sum}");
#endif
    }

    /// <summary>Fails after its cut; the next build has nothing that its state maps to.</summary>
    [Fragment]
    public static async Task<string> Lost(string folder)
    {
#if NEXT
        var sum = TimeSpan.FromDays(40);
#else
        var sum = 40;
#endif
        var passed = await Gate(folder);
#if NEXT
        return $"{sum} {passed}";
#else
        throw new InvalidOperationException($"the first build stops at {sum + passed}");
#endif
    }

    /// <summary>The same at its first cut, changed in the statement of its second.</summary>
    [Fragment]
    public static async Task<int> Onward(string folder)
    {
        var sum = 40;
        sum += await Gate(folder);
#if NEXT
        sum -= await Second(folder);
#else
        sum += await Second(folder);
#endif
        return sum;
    }

    /// <summary>Passes when the file 'open too' is in the folder.</summary>
    [Step]
    static async Task<int> Second(string folder)
    {
        Console.WriteLine("at the second gate");
        while (!File.Exists(Path.Combine(folder, "open too")))
            await Task.Delay(5);
        return 1;
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

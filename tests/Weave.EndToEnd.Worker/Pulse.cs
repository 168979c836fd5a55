namespace Weave.EndToEnd;

/// <summary>Plain code that the scenarios call: the n-th call kills the process, in the middle of what it does.</summary>
public static class Pulse
{
    static long beats;

    /// <summary>The beat that is the last; 0 for none.</summary>
    public static long KillAt { get; set; }

    public static void Beat()
    {
        if (++beats == KillAt)
            Program.Kill();
    }
}

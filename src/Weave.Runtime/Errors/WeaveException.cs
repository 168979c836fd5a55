namespace Weave;

/// <summary>The base of every error that Weave itself raises. The message says what happened, to which run, why, and what to do next.</summary>
public class WeaveException : Exception
{
    /// <param name="message">What happened and why, one sentence or two.</param>
    /// <param name="advice">What to do next.</param>
    /// <param name="run">The run it happened to, or null when it concerns none.</param>
    /// <param name="cause">The error behind this one, or null.</param>
    public WeaveException(string message, string advice, string? run = null, Exception? cause = null)
        : base(Compose(message, advice, run), cause)
    {
        Advice = advice;
        Run = run;
    }

    /// <summary>What to do next.</summary>
    public string Advice { get; }

    /// <summary>The id of the run concerned, or null.</summary>
    public string? Run { get; }

    static string Compose(string message, string advice, string? run) =>
        (run is null ? message : $"Run '{run}': {message}") + " " + advice;
}

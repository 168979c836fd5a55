namespace Weave;

/// <summary>Marks a method as a step: an effect that the runtime executes and whose outcome it records before the run goes on. Called outside a run it is the plain method.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class StepAttribute : Attribute
{
    /// <summary>How often a failed attempt is made again before its exception becomes the step's outcome. Default 0.</summary>
    public int Retries { get; set; }

    /// <summary>Milliseconds before the first retry; doubled for each further one, at most a minute. Default 100.</summary>
    public int RetryDelay { get; set; } = 100;
}

namespace Weave;

/// <summary>The hub that has a run was asked to move it to another, and failed at it. The run is where it was, or where the store says.</summary>
public sealed class MoveFailedException : WeaveException
{
    /// <param name="run">The run.</param>
    /// <param name="target">The hub that it was to go to.</param>
    /// <param name="cause">Which hub failed, and at what.</param>
    public MoveFailedException(string run, string target, string cause)
        : base($"It was not moved to hub '{target}': {cause}", "The run goes on where it is. Ask again; if that fails too, look at that hub's log.", run) =>
        Target = target;

    /// <summary>The hub that it was to go to.</summary>
    public string Target { get; }
}

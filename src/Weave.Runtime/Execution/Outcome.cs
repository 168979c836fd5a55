namespace Weave.Execution;

/// <summary>The value a function or step gave, on its way to whoever takes it.</summary>
abstract class Outcome
{
    /// <summary>The value, boxed: for a taker that asks for a base type.</summary>
    public abstract object? Boxed { get; }
}

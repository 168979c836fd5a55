namespace Weave.Execution;

/// <summary>A value of static type <typeparamref name="T"/>: no boxing on the way.</summary>
sealed class Outcome<T> : Outcome
{
    public T Value = default!;

    public override object? Boxed => Value;
}

namespace Weave.Execution;

/// <summary>A value whose static type only its taker knows.</summary>
/// <param name="value">The value.</param>
sealed class BoxedOutcome(object? value) : Outcome
{
    public override object? Boxed => value;
}

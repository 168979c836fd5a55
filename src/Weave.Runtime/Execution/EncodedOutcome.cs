using Weave.State;

namespace Weave.Execution;

/// <summary>A value that came as bytes, from outside the run: who takes it knows its type.</summary>
/// <param name="bytes">What <see cref="StateBytes.Encode{T}"/> made.</param>
/// <param name="symbols">The table that was used to encode.</param>
sealed class EncodedOutcome(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) : Outcome
{
    public override object? Boxed => throw new NotSupportedException("The value has not been decoded.");

    /// <summary>The value, as the type that it was sent as or a base of it.</summary>
    public T Decode<T>() => StateBytes.DecodeAs<T>(bytes, symbols);
}

namespace Weave;

/// <summary>A value that has to travel is of a type without a codec.</summary>
public sealed class NoCodecException : WeaveException
{
    /// <param name="type">The type of the value.</param>
    /// <param name="from">Where the value was met, for example <c>reached from 'Shop.Order'</c>, or null.</param>
    public NoCodecException(Type type, string? from = null)
        : base(
            from is null ? $"No codec is known for '{type}'." : $"No codec is known for '{type}', {from}.",
            "Use a type of your own source, a BCL type that Weave knows, or keep the value out of the variables that are live at a cut.") =>
        ValueType = type;

    /// <summary>The type of the value.</summary>
    public Type ValueType { get; }
}

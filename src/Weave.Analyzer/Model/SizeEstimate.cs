namespace Weave.Analyzer.Model;

/// <summary>How many bytes a value takes in a checkpoint, before compression.</summary>
/// <param name="Bytes">At most so many, if <paramref name="Grows"/> is false; else what it takes while its collections and texts are empty.</param>
/// <param name="Grows">True if the value holds something of no fixed size: a text, a collection, a value of an open type.</param>
public readonly record struct SizeEstimate(long Bytes, bool Grows)
{
    /// <summary>The size of both together.</summary>
    public static SizeEstimate operator +(SizeEstimate left, SizeEstimate right) => new(left.Bytes + right.Bytes, left.Grows || right.Grows);

    /// <summary><c>12 B</c>, or <c>12 B or more</c>.</summary>
    public override string ToString() => Bytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + (Grows ? " B or more" : " B");
}

using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="StringComparer"/>: one of those that a collection may have.</summary>
sealed class StringComparerCodec : ObjectCodec<StringComparer>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(StringComparer));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, StringComparer value) => Orders.Write<string?>(writer, value);

    /// <inheritdoc/>
    public override StringComparer Allocate(StateReader reader) => Orders.Read<string?>(reader) as StringComparer ?? throw reader.Corrupt("a comparer compares no strings");

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, StringComparer value)
    {
    }
}

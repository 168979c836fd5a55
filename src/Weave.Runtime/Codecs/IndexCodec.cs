using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Index"/>; from the end is the complement.</summary>
sealed class IndexCodec : Codec<Index>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Index));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, Index value) => writer.Put(value.IsFromEnd ? ~value.Value : value.Value);

    /// <inheritdoc/>
    public override Index Read(StateReader reader) => reader.Get<int>() is var value && value < 0 ? new Index(~value, fromEnd: true) : new Index(value);
}

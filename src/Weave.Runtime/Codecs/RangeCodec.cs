using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Range"/>.</summary>
sealed class RangeCodec : Codec<Range>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Range));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, Range value)
    {
        writer.Put(value.Start);
        writer.Put(value.End);
    }

    /// <inheritdoc/>
    public override Range Read(StateReader reader) => new(reader.Get<Index>(), reader.Get<Index>());
}

using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ReferenceEqualityComparer"/>: there is one.</summary>
sealed class ReferenceComparerCodec : ObjectCodec<ReferenceEqualityComparer>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ReferenceEqualityComparer));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ReferenceEqualityComparer value)
    {
    }

    /// <inheritdoc/>
    public override ReferenceEqualityComparer Allocate(StateReader reader) => ReferenceEqualityComparer.Instance;

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ReferenceEqualityComparer value)
    {
    }
}

using Weave.State;

namespace Weave.Codecs;

/// <summary>Plain <c>new object()</c>: nothing but an identity.</summary>
sealed class IdentityCodec : ObjectCodec<object>
{
    /// <inheritdoc/>
    public override string Schema => "object";

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, object value)
    {
    }

    /// <inheritdoc/>
    public override object Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, object value)
    {
    }
}

using Weave.Execution;
using Weave.State;

namespace Weave.Codecs;

/// <summary>The result of a function that returns nothing.</summary>
sealed class UnitCodec : Codec<Unit>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Unit));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, Unit value)
    {
    }

    /// <inheritdoc/>
    public override Unit Read(StateReader reader) => default;
}

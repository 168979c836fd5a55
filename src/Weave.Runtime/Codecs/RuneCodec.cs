using System.Text;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Rune"/>: its code point.</summary>
sealed class RuneCodec : Codec<Rune>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Rune));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, Rune value) => writer.Put(value.Value);

    /// <inheritdoc/>
    public override Rune Read(StateReader reader) => Rune.TryCreate(reader.Get<int>(), out var rune) ? rune : throw reader.Corrupt("a rune is out of range");
}

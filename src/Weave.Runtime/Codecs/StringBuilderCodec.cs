using System.Text;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="StringBuilder"/>: its text and maximum; its capacity does not travel.</summary>
sealed class StringBuilderCodec : ObjectCodec<StringBuilder>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(StringBuilder));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, StringBuilder value)
    {
        writer.PutInt64(value.MaxCapacity == int.MaxValue ? 0 : value.MaxCapacity);
        writer.PutText(value.ToString());
    }

    /// <inheritdoc/>
    public override StringBuilder Allocate(StateReader reader)
    {
        var most = (int)reader.GetInteger(0, int.MaxValue);
        return most == 0 ? new StringBuilder() : new StringBuilder(0, most);
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, StringBuilder value) => value.Append(reader.GetText());
}

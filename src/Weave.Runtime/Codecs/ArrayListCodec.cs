using System.Collections;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ArrayList"/>; its capacity does not travel.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArrayListCodec : ObjectCodec<ArrayList>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ArrayList));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ArrayList value)
    {
        writer.PutUInt64((uint)value.Count);
        foreach (var element in value)
            writer.PutObject(element);
    }

    /// <inheritdoc/>
    public override ArrayList Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ArrayList value)
    {
        for (var left = reader.GetCount(); left > 0; left--)
            value.Add(reader.GetObject());
    }
}

using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary><c>T?</c> of a value type: nil, or a mark and the value (a value may itself begin with nil).</summary>
/// <typeparam name="T">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NullableCodec<T> : Codec<T?>
    where T : struct
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(T?));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, T? value)
    {
        if (value is not { } present)
        {
            writer.PutNil();
            return;
        }

        writer.Put(true);
        writer.Put(present);
    }

    /// <inheritdoc/>
    public override T? Read(StateReader reader)
    {
        if (reader.TryNil())
            return null;
        return reader.Get<bool>() ? reader.Get<T>() : throw reader.Corrupt("an optional value is neither there nor absent");
    }
}

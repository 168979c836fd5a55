using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Arrays with one dimension that starts at 0.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArrayCodec<T> : ObjectCodec<T[]>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(T[]));

    internal override IEnumerable<CursorKind> Enumerators => [CursorKind.Of(ArrayCursor<T>.Example, static e => new ArrayCursor<T>(e))];

    internal override bool IsRun => Elements.AreBlock<T>();

    internal override Span<byte> RunOf(object value) => Elements.Bytes(((T[])value).AsSpan());

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, T[] value)
    {
        // The one shared empty array stays that.
        if (ReferenceEquals(value, Array.Empty<T>()))
        {
            writer.PutNil();
            return;
        }

        writer.PutUInt64((uint)value.Length);
        Elements.Write<T>(writer, value);
    }

    /// <inheritdoc/>
    public override T[] Allocate(StateReader reader) => reader.TryNil() ? Array.Empty<T>() : new T[reader.GetCount(Elements.LeastSize<T>())];

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, T[] value)
    {
        if (!ReferenceEquals(value, Array.Empty<T>()))
            Elements.Read(reader, value.AsSpan());
    }
}

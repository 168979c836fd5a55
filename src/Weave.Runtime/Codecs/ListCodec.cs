using System.ComponentModel;
using System.Runtime.InteropServices;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="List{T}"/>; its capacity does not travel.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ListCodec<T> : ObjectCodec<List<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(List<T>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<List<T>.Enumerator, ListCursor<T>>(static e => new(e)),
    ];

    internal override bool IsRun => Elements.AreBlock<T>();

    internal override Span<byte> RunOf(object value) => Elements.Bytes(CollectionsMarshal.AsSpan((List<T>)value));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, List<T> value)
    {
        writer.PutUInt64((uint)value.Count);
        Elements.Write<T>(writer, CollectionsMarshal.AsSpan(value));
    }

    /// <inheritdoc/>
    public override List<T> Allocate(StateReader reader)
    {
        var count = reader.GetCount(Elements.LeastSize<T>());
        var list = new List<T>(count);
        CollectionsMarshal.SetCount(list, count);
        return list;
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, List<T> value) => Elements.Read(reader, CollectionsMarshal.AsSpan(value));
}

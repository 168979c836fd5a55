using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>What <see cref="List{T}"/> holds where a class of the user's source derives from it.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ListFields<T>
{
    /// <summary>Writes what the base class holds.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="value">The object.</param>
    public static void Write(StateWriter writer, List<T> value)
    {
        writer.Put(Items(value));
        writer.Put(Size(value));
        writer.Put(Version(value));
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="reader">Gives it.</param>
    /// <param name="value">The object.</param>
    public static void Read(StateReader reader, List<T> value)
    {
        Items(value) = reader.Get<T[]>();
        Size(value) = reader.Get<int>();
        Version(value) = reader.Get<int>();
        if (Items(value) is null || (uint)Size(value) > (uint)Items(value).Length)
            throw reader.Corrupt("a list is longer than its array");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_items")]
    static extern ref T[] Items(List<T> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_size")]
    static extern ref int Size(List<T> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
    static extern ref int Version(List<T> value);
}

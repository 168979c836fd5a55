using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>What <see cref="Collection{T}"/> holds where a class of the user's source derives from it.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CollectionFields<T>
{
    /// <summary>Writes what the base class holds.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="value">The object.</param>
    public static void Write(StateWriter writer, Collection<T> value)
    {
        writer.Put(Items(value));
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="reader">Gives it.</param>
    /// <param name="value">The object.</param>
    public static void Read(StateReader reader, Collection<T> value)
    {
        Items(value) = reader.Get<IList<T>>() ?? throw reader.Corrupt("a collection is wrapped around nothing");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "items")]
    static extern ref IList<T> Items(Collection<T> value);
}

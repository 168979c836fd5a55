using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ReadOnlyMemory{T}"/> over an array or a string, which others may hold. Memory that something else owns is refused.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlyMemoryCodec<T> : Codec<ReadOnlyMemory<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ReadOnlyMemory<T>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ReadOnlyMemory<T> value) => WriteParts(writer, value, typeof(ReadOnlyMemory<T>));

    /// <inheritdoc/>
    public override ReadOnlyMemory<T> Read(StateReader reader) => ReadParts(reader, texts: true);

    internal static void WriteParts(StateWriter writer, ReadOnlyMemory<T> value, Type type)
    {
        object? owner = null;
        var (start, length) = (0, 0);
        if (value.Equals(default))
        {
            // No array, and no part of it.
        }
        else if (typeof(T) == typeof(char) && MemoryMarshal.TryGetString((ReadOnlyMemory<char>)(object)value, out var text, out start, out length))
        {
            owner = text;
        }
        else if (!MemoryMarshal.TryGetMemoryManager<T, MemoryManager<T>>(value, out _) && MemoryMarshal.TryGetArray(value, out var segment))
        {
            (owner, start, length) = (segment.Array!, segment.Offset, segment.Count);
        }
        else
        {
            throw new NoCodecException(type, "memory that no array holds");
        }

        writer.PutObject(owner);
        writer.PutUInt64((uint)start);
        writer.PutUInt64((uint)length);
    }

    internal static ReadOnlyMemory<T> ReadParts(StateReader reader, bool texts)
    {
        var owner = reader.GetObject();
        if (owner is null)
        {
            Part(reader, 0);
            return default;
        }

        if (texts && typeof(T) == typeof(char) && owner is string text)
        {
            var (from, count) = Part(reader, text.Length);
            return (ReadOnlyMemory<T>)(object)text.AsMemory(from, count);
        }

        if (owner is not T[] array)
            throw reader.Corrupt("memory is not over an array of its elements");
        var (start, length) = Part(reader, array.Length);
        return new ReadOnlyMemory<T>(array, start, length);
    }

    static (int Start, int Length) Part(StateReader reader, int whole)
    {
        var start = (int)reader.GetUnsigned((ulong)whole);
        return (start, (int)reader.GetUnsigned((ulong)(whole - start)));
    }
}

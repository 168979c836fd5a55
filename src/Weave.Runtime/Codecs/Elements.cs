using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Runs of elements: one binary block, little-endian, where any bits are a valid element; one by one where not.</summary>
static class Elements
{
    /// <summary>The least number of bytes one element takes.</summary>
    internal static int LeastSize<T>() => AreBlock<T>() ? Unsafe.SizeOf<T>() : 1;

    internal static void Write<T>(StateWriter writer, ReadOnlySpan<T> elements)
    {
        if (AreBlock<T>())
        {
            if (elements.Length > Array.MaxLength / Unsafe.SizeOf<T>())
                throw new StateTooLargeException();
            writer.PutBinary(Bytes(elements));
            return;
        }

        foreach (ref readonly var element in elements)
            writer.Put(element);
    }

    internal static void Read<T>(StateReader reader, Span<T> elements)
    {
        if (AreBlock<T>())
        {
            var block = reader.GetBinary();
            if (block.Length != (long)elements.Length * Unsafe.SizeOf<T>())
                throw reader.Corrupt("a block of elements has another length than announced");
            block.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), block.Length));
            return;
        }

        ReadEach(reader, elements);
    }

    /// <summary>Reads elements that were written one by one.</summary>
    internal static void ReadEach<T>(StateReader reader, Span<T> elements)
    {
        foreach (ref var element in elements)
            element = reader.Get<T>();
    }

    /// <summary>The bytes of elements that are a block, in place.</summary>
    internal static Span<byte> Bytes<T>(Span<T> elements) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), elements.Length * Unsafe.SizeOf<T>());

    static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> elements) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), elements.Length * Unsafe.SizeOf<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreBlock<T>() =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
        || typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
        || typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(char)
        || typeof(T) == typeof(Guid) || typeof(T) == typeof(TimeSpan);
}

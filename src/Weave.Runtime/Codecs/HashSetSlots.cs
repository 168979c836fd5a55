using System.Reflection;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>
/// The slots of a <c>HashSet</c>, which it does not show: an enumeration goes through them in order, and additions use the free ones first, last freed first.
/// A slot is reached as an element of an array of a struct with the same fields; what is read from it is checked.
/// </summary>
static class HashSetSlots<T>
{
    // A free slot's link: this number minus the next free slot.
    const int LinkBase = -3;

    static readonly FieldInfo slots = typeof(HashSet<T>).GetField("_entries", BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The free slots, next to be used first.</summary>
    internal static int[] Free(HashSet<T> collection)
    {
        var count = FreeCount(collection);
        if (count == 0)
            return [];
        var entries = Entries(collection);
        var total = Count(collection);
        var free = new int[count];
        var slot = FreeList(collection);
        for (var i = 0; i < count; i++)
        {
            if ((uint)slot >= (uint)total || entries[slot].Next >= -1)
                throw new PlatformNotSupportedException("This version of .NET lays out HashSet in a way that Weave does not know.");
            free[i] = slot;
            slot = LinkBase - entries[slot].Next;
        }

        return free;
    }

    /// <summary>Leaves one slot unused.</summary>
    internal static void Skip(HashSet<T> collection) => Count(collection)++;

    /// <summary>Makes the slots that were skipped the free ones.</summary>
    internal static void Link(HashSet<T> collection, int[] free)
    {
        if (free.Length == 0)
            return;
        var entries = Entries(collection);
        for (var i = 0; i < free.Length; i++)
            entries[free[i]].Next = LinkBase - (i + 1 < free.Length ? free[i + 1] : -1);
        FreeList(collection) = free[0];
        FreeCount(collection) = free.Length;
    }

    static Entry[] Entries(HashSet<T> collection) => Unsafe.As<Entry[]>(slots.GetValue(collection))!;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_count")]
    static extern ref int Count(HashSet<T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_freeList")]
    static extern ref int FreeList(HashSet<T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_freeCount")]
    static extern ref int FreeCount(HashSet<T> collection);

    /// <summary>The same fields as the collection's own slots, in the same order.</summary>
    struct Entry
    {
#pragma warning disable CS0169, CS0649 // laid out, not assigned
        int hash;
        internal int Next;
        T value;
#pragma warning restore CS0169, CS0649
    }
}

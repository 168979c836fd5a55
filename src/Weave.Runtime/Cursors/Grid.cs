using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weave.Cursors;

/// <summary>Arrays with several dimensions, as a foreach goes over them: the last dimension first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Grid
{
    /// <summary>The element that a foreach gives after <paramref name="index"/> others.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="index">Below its length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T At<T>(Array array, int index)
    {
        if ((uint)index >= (uint)array.Length)
            Throw();
        return Unsafe.Add(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), index);
    }

    static void Throw() => throw new IndexOutOfRangeException();
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Execution;

/// <summary>The saved position of a foreach over a <see cref="List{T}"/>: exactly what its enumerator knows, "changed since start" included.</summary>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListCursor<T>
{
    /// <param name="list">The list gone over.</param>
    /// <param name="index">Elements already given.</param>
    /// <param name="changed">True if the list was changed since the enumeration began: the next step throws.</param>
    public ListCursor(List<T> list, int index, bool changed)
    {
        List = list;
        Index = index;
        Changed = changed;
    }

    /// <summary>Saves an enumerator.</summary>
    public ListCursor(List<T>.Enumerator enumerator)
    {
        List = Access.List(ref enumerator);
        Index = Access.Index(ref enumerator);
        Changed = Access.Version(ref enumerator) != Access.Version(List);
    }

    /// <summary>The list gone over.</summary>
    public List<T> List { get; }

    /// <summary>Elements already given.</summary>
    public int Index { get; }

    /// <summary>True if the list was changed since the enumeration began.</summary>
    public bool Changed { get; }

    /// <summary>An enumerator that goes on from here; none where the enumeration has not begun or is over.</summary>
    public List<T>.Enumerator Resume()
    {
        if (List is null)
            return default;
        var enumerator = List.GetEnumerator();
        Access.Index(ref enumerator) = Index;
        if (Changed)
            Access.Version(ref enumerator)--;
        return enumerator;
    }

    static class Access
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_list")]
        public static extern ref List<T> List(ref List<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref List<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref List<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(List<T> list);
    }
}

using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="SortedSet{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedSetCursor<T> : WalkCursor<SortedSet<T>, SortedSet<T>.Enumerator, T>
{
    /// <summary>For loading.</summary>
    public SortedSetCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public SortedSetCursor(Walk<SortedSet<T>, SortedSet<T>.Enumerator, T> walk)
        : base(walk)
    {
    }

    private protected override Walk<SortedSet<T>, SortedSet<T>.Enumerator, T> Begin(SortedSet<T> collection) => Walk.Over(collection);

    private protected override int Version(SortedSet<T> collection) => Trees.Version(collection);
}

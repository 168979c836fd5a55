using System.Collections.Immutable;
using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="ImmutableSortedSet{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedSetCursor<T> : WalkCursor<ImmutableSortedSet<T>, ImmutableSortedSet<T>.Enumerator, T>
{
    /// <summary>For loading.</summary>
    public ImmutableSortedSetCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public ImmutableSortedSetCursor(Walk<ImmutableSortedSet<T>, ImmutableSortedSet<T>.Enumerator, T> walk)
        : base(walk)
    {
    }

    private protected override Walk<ImmutableSortedSet<T>, ImmutableSortedSet<T>.Enumerator, T> Begin(ImmutableSortedSet<T> collection) => Walk.Over(collection);

    private protected override int Version(ImmutableSortedSet<T> collection) => 0;
}

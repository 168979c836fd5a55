using System.Collections.Immutable;
using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="ImmutableList{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableListCursor<T> : WalkCursor<ImmutableList<T>, ImmutableList<T>.Enumerator, T>
{
    /// <summary>For loading.</summary>
    public ImmutableListCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public ImmutableListCursor(Walk<ImmutableList<T>, ImmutableList<T>.Enumerator, T> walk)
        : base(walk)
    {
    }

    private protected override Walk<ImmutableList<T>, ImmutableList<T>.Enumerator, T> Begin(ImmutableList<T> collection) => Walk.Over(collection);

    private protected override int Version(ImmutableList<T> collection) => 0;
}

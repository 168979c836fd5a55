using System.Collections.Immutable;
using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="ImmutableQueue{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableQueueCursor<T> : WalkCursor<ImmutableQueue<T>, IEnumerator<T>, T>
{
    /// <summary>For loading.</summary>
    public ImmutableQueueCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public ImmutableQueueCursor(Walk<ImmutableQueue<T>, IEnumerator<T>, T> walk)
        : base(walk)
    {
    }

    private protected override Walk<ImmutableQueue<T>, IEnumerator<T>, T> Begin(ImmutableQueue<T> collection) => Walk.Over(collection);

    private protected override int Version(ImmutableQueue<T> collection) => 0;
}

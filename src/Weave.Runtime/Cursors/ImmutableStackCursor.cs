using System.Collections.Immutable;
using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="ImmutableStack{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableStackCursor<T> : WalkCursor<ImmutableStack<T>, IEnumerator<T>, T>
{
    /// <summary>For loading.</summary>
    public ImmutableStackCursor()
    {
    }

    /// <param name="walk">The enumeration to save.</param>
    public ImmutableStackCursor(Walk<ImmutableStack<T>, IEnumerator<T>, T> walk)
        : base(walk)
    {
    }

    private protected override Walk<ImmutableStack<T>, IEnumerator<T>, T> Begin(ImmutableStack<T> collection) => Walk.Over(collection);

    private protected override int Version(ImmutableStack<T> collection) => 0;
}

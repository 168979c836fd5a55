using System.ComponentModel;
using Weave.State;

namespace Weave.Cursors;

/// <summary>
/// A foreach that is under way, in a frame: its live enumerator, and how to save it as the collection it goes over and the position in it. The collection
/// itself is an object like any other, so it is neither copied nor written again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Cursor
{
    private protected Cursor()
    {
    }

    /// <summary>The enumerator.</summary>
    internal abstract object? Boxed { get; }

    /// <summary>What is saved: the collection, and the place in it; null where the next step throws.</summary>
    internal abstract (object? Collection, int? Place) Position { get; }

    /// <summary>Keeps an enumerator whose type is known only now.</summary>
    /// <param name="enumerator">The enumerator.</param>
    public static Cursor Of(object enumerator) => CursorKinds.Around(enumerator) ?? new LiveCursor(enumerator);

    /// <summary>Disposes of an enumerator that is a value, in its place.</summary>
    /// <typeparam name="TEnumerator">Its type.</typeparam>
    /// <param name="enumerator">Where it is.</param>
    public static void Dispose<TEnumerator>(ref TEnumerator enumerator)
        where TEnumerator : IDisposable => enumerator.Dispose();

    /// <summary>The enumerator, to go on with.</summary>
    /// <typeparam name="TEnumerator">Its static type.</typeparam>
    public TEnumerator Resume<TEnumerator>() => (TEnumerator)Boxed!;

    /// <summary>Writes the collection and the position.</summary>
    internal abstract void Write(StateWriter writer);

    /// <summary>Makes the enumerator again; the collection is whole by now.</summary>
    internal abstract void Read(StateReader reader);
}

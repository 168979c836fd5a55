using Weave.State;

namespace Weave.Cursors;

/// <summary>An enumerator that is bound to its process: nobody knows what is behind it. A frame may hold it; a checkpoint may not.</summary>
sealed class LiveCursor : Cursor
{
    readonly object? enumerator;

    public LiveCursor()
    {
    }

    internal LiveCursor(object enumerator) => this.enumerator = enumerator;

    internal override object? Boxed => enumerator;

    internal override (object? Collection, int? Place) Position => (enumerator, null);

    internal override void Write(StateWriter writer) =>
        throw new NoCodecException(enumerator!.GetType(), "the enumerator of a foreach; take a snapshot of the sequence with ToArray()");

    internal override void Read(StateReader reader) => throw reader.Corrupt("an enumerator that cannot be saved was saved");
}

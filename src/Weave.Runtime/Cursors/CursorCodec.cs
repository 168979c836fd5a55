using Weave.State;

namespace Weave.Cursors;

/// <summary>How one kind of cursor travels. A cursor is an object, so that a change of the collection while its frame sleeps is seen at the next checkpoint.</summary>
sealed class CursorCodec<TCursor> : ObjectCodec<TCursor>
    where TCursor : Cursor, new()
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(TCursor));

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, TCursor value)
    {
        LayoutCheck.Ensure(typeof(TCursor));
        value.Write(writer);
    }

    /// <inheritdoc/>
    public override TCursor Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, TCursor value)
    {
        LayoutCheck.Ensure(typeof(TCursor));
        value.Read(reader);
    }
}

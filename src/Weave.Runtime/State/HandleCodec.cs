namespace Weave.State;

/// <summary>
/// An object that does not travel but stays where it is: its record says only that it is there, and the loader is given the object itself. Tests carry values
/// without a codec this way, inside one process; an engine never does.
/// </summary>
sealed class HandleCodec : Codec
{
    internal const string Text = "handle";

    internal static HandleCodec Instance { get; } = new();

    /// <inheritdoc/>
    public override Type Type => typeof(HandleCodec);

    /// <inheritdoc/>
    public override string Schema => Text;

    internal override bool IsImmutable => false;

    internal override bool IsLate => false;

    internal override void Attach()
    {
    }

    internal override void WriteDefault(StateWriter writer) => writer.PutNil();

    internal override void WriteRecord(StateWriter writer, object value)
    {
    }

    internal override object AllocateRecord(StateReader reader) => throw reader.Corrupt("an object that was kept in another process is referred to");

    internal override void FillRecord(StateReader reader, object value)
    {
    }
}

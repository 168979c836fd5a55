using Weave.State;

namespace Weave.Codecs;

/// <summary>Exceptions of all types without a codec of their own, in variables.</summary>
sealed class ExceptionObjectCodec : ObjectCodec<Exception>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Exception));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Exception value) => writer.PutBinary(ExceptionCodec.Encode(value));

    /// <inheritdoc/>
    public override Exception Allocate(StateReader reader) => ExceptionCodec.Decode(reader.GetBinary().ToArray());

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Exception value)
    {
    }
}

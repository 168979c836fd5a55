using Weave.State;

namespace Weave.Codecs;

/// <summary>Strings that are objects: the long ones, which are written once however often they occur.</summary>
sealed class StringCodec : ObjectCodec<string>
{
    /// <inheritdoc/>
    public override string Schema => "string";

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, string value) => writer.PutText(value);

    /// <inheritdoc/>
    public override string Allocate(StateReader reader) => reader.GetText() ?? throw reader.Corrupt("a string is missing");

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, string value)
    {
    }
}

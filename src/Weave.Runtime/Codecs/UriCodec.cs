using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Uri"/>, as it was written.</summary>
sealed class UriCodec : ObjectCodec<Uri>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Uri));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Uri value)
    {
        writer.Put(value.IsAbsoluteUri);
        writer.PutText(value.OriginalString);
    }

    /// <inheritdoc/>
    public override Uri Allocate(StateReader reader)
    {
        var kind = reader.Get<bool>() ? UriKind.Absolute : UriKind.Relative;
        return Uri.TryCreate(reader.GetText(), kind, out var uri) ? uri : throw reader.Corrupt("a URI is malformed");
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Uri value)
    {
    }
}

using System.Text.Json;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="JsonElement"/>: its text, as it was written. Elements of one document come back as documents of their own, which nobody can tell.</summary>
sealed class JsonElementCodec : Codec<JsonElement>
{
    static readonly JsonDocumentOptions asWritten = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 1 << 16 };

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(JsonElement));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, JsonElement value) => writer.PutText(value.ValueKind == JsonValueKind.Undefined ? null : value.GetRawText());

    /// <inheritdoc/>
    public override JsonElement Read(StateReader reader)
    {
        if (reader.GetText() is not { } text)
            return default;
        try
        {
            // Cloned, it needs no one to dispose of it.
            using var document = JsonDocument.Parse(text, asWritten);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw reader.Corrupt($"JSON is malformed ({error.Message})");
        }
    }
}

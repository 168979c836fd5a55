using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Storage;

namespace Weave.Runtime.Tests.Formats;

/// <summary>A chain of checkpoints in a file, with the symbols it uses. Such a file is written once and never again: every later build has to load it.</summary>
sealed record GoldenCheckpoint(SortedDictionary<int, string> Symbols, IReadOnlyList<GoldenCheckpoint.Stored> Chain)
{
    static readonly JsonSerializerOptions options = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string PathOf(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "v1", name + ".json");

    public static GoldenCheckpoint Read(string name) => JsonSerializer.Deserialize<GoldenCheckpoint>(File.ReadAllText(PathOf(name)))!;

    /// <summary>What stands outside the checkpoints, by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SortedDictionary<string, string>? Blobs { get; init; }

    public static GoldenCheckpoint Of(IReadOnlyList<StoredCheckpoint> chain, TestSymbols symbols, IReadOnlyCollection<StateBlob> blobs) => new(
        new SortedDictionary<int, string>(symbols.Texts.ToDictionary(static pair => pair.Key, static pair => pair.Value)),
        [.. chain.Select(static c => new Stored(c.Strand, c.Sequence, c.Base, Convert.ToBase64String(c.Bytes.Span)))])
    {
        Blobs = blobs.Count == 0 ? null : new SortedDictionary<string, string>(blobs.ToDictionary(static b => b.Name.Hex, static b => Convert.ToBase64String(b.Content.Span))),
    };

    public ReadOnlyMemory<byte>? Blob(BlobHash name) => Blobs?.TryGetValue(name.Hex, out var content) == true ? Convert.FromBase64String(content) : null;

    public void Write(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), JsonSerializer.Serialize(this, options) + "\n");
    }

    public IReadOnlyList<StoredCheckpoint> ToChain() => [.. Chain.Select(static c => new StoredCheckpoint(c.Strand, c.Sequence, c.Base, Convert.FromBase64String(c.Bytes)))];

    public TestSymbols ToSymbols() => new(Symbols);

    internal sealed record Stored(string Strand, long Sequence, long Base, string Bytes);
}

using Weave.Compression;
using Weave.Inspection;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Testing;

namespace Weave.Runtime.Tests.Formats;

/// <summary>Checkpoints that were written when the format was made are read for ever, by codecs and without them. <c>WEAVE_ACCEPT=1</c> writes the files that are missing, and never one that is there.</summary>
public class GoldenTests
{
    public static TheoryData<string> Names => new(GoldenStates.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_checkpoint_of_version_1_is_read(string name)
    {
        if (name == "prefix" && !Zstd.IsAvailable)
            return;

        // What is written now also makes the codecs known that generated code would register.
        var made = new TestSymbols();
        var blobs = new List<StateBlob>();
        var chain = GoldenStates.Encode(name, made, blobs);
        if (!File.Exists(GoldenCheckpoint.PathOf(name)) && Environment.GetEnvironmentVariable("WEAVE_ACCEPT") == "1")
            GoldenCheckpoint.Of(chain, made, blobs).Write(name);

        var golden = GoldenCheckpoint.Read(name);
        var loaded = StrandDecoder.Decode(golden.ToChain(), golden.ToSymbols(), "golden", golden.Blob);
        Assert.Null(ObjectGraph.Difference(GoldenStates.All[name]().Select(GoldenStates.ValueOf).ToArray(), loaded.Frames.Select(GoldenStates.ValueOf).ToArray()));
        var view = StrandView.Open(golden.ToChain(), golden.ToSymbols(), "golden", golden.Blob);
        view.Verify();
        Assert.Equal(loaded.Frames.Count, view.Frames().Count);
    }
}

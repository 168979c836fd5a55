using System.Buffers.Binary;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class EnvelopeTests
{
    readonly TestSymbols symbols = new();

    StoredCheckpoint Small() => new StrandEncoder(symbols).Encode([Frame(5)], Header(2), CheckpointKind.Full);

    [Fact]
    public void A_small_checkpoint_has_a_small_header()
    {
        Assert.InRange(Small().Bytes.Length, 1, 40);
        var frame = Frame<object?[]>([1L << 41, 1L << 42, 1L << 43, 1.5, 2.5, new DateTime(2024, 1, 1), "twelve chars", new int[8]]);
        Assert.InRange(new StrandEncoder(symbols).Encode([frame], Header(2), CheckpointKind.Full).Bytes.Length, 1, 200);
    }

    [Fact]
    public void The_header_comes_back()
    {
        var header = new CheckpointHeader
        {
            Run = "run/ü",
            Strand = "0/3",
            Epoch = long.MaxValue,
            Sequence = 1L << 40,
            Modules = [1, 100_000],
            Blobs = [new string('a', 64), new string('0', 64)],
            Metrics = [new(3, -5), new(4, long.MaxValue)],
        };
        var stored = new StrandEncoder(symbols).Encode([Frame(5)], header, CheckpointKind.Full);
        var read = CheckpointReader.Open(stored.Bytes, symbols).Header;
        Assert.Equal((header.Run, header.Strand, header.Epoch, header.Sequence, -1L), (read.Run, read.Strand, read.Epoch, read.Sequence, read.Base));
        Assert.Equal(header.Modules, read.Modules);
        Assert.Equal(header.Blobs, read.Blobs);
        Assert.Equal(header.Metrics, read.Metrics);
        Assert.Equal(header.Run, StrandDecoder.Decode([stored], symbols).Header.Run);
    }

    [Fact]
    public void Frames_and_objects_can_be_listed_without_their_types()
    {
        var stored = new StrandEncoder(symbols).Encode([Frame<object>(new Point(1, 2)), Frame(5, cut: 1)], Header(2), CheckpointKind.Full);
        var reader = CheckpointReader.Open(stored.Bytes, symbols);
        var frames = reader.Frames.ToArray();
        Assert.Equal("Test.One<System.Object>(T)", frames[0].Function);
        Assert.Equal(("One/for(i)", "01", "value:System.Int32;i:int"), (frames[1].Cut, frames[1].Anchor, frames[1].Contract));
        Assert.Equal("Test.Point{X:int;Y:int}", Assert.Single(reader.Objects).Type);
        Assert.Equal([1, 2], Assert.Single(reader.Objects).Body.ToArray());
        Assert.Equal(3, reader.Schemas.Count());
    }

    [Fact]
    public void Another_version_is_refused_as_such()
    {
        var bytes = Small().Bytes.ToArray();
        bytes[4] = 2;
        Assert.Equal(2, Assert.Throws<UnknownCheckpointVersionException>(() => Load(bytes)).Version);
    }

    [Fact]
    public void Compressed_ones_and_unknown_flags_are_refused_as_such()
    {
        foreach (var (flag, word) in new[] { (1, "compressed"), (64, "flags") })
        {
            var bytes = Small().Bytes.ToArray();
            bytes[5] = (byte)flag;
            Assert.Contains(word, Assert.Throws<UnknownCheckpointVersionException>(() => Load(Sealed(bytes))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_flipped_bit_and_every_truncation_is_refused()
    {
        var good = Small().Bytes.ToArray();
        for (var i = 0; i < good.Length * 8; i++)
        {
            var bytes = good.ToArray();
            bytes[i / 8] ^= (byte)(1 << (i % 8));
            Assert.ThrowsAny<WeaveException>(() => Load(bytes));
        }

        for (var length = 0; length < good.Length; length++)
            Assert.Throws<CorruptStateException>(() => Load(good[..length]));
    }

    [Fact]
    public void Errors_name_the_run()
    {
        var bytes = Small().Bytes.ToArray();
        bytes[^1] ^= 1;
        Assert.Equal("order-42", Assert.Throws<CorruptStateException>(() => Load(bytes, "order-42")).Run);
        Assert.Contains("not a Weave checkpoint", Assert.Throws<CorruptStateException>(() => Load("SQLite format 3"u8.ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_do_not_fit_are_refused()
    {
        var encoder = new StrandEncoder(symbols, new() { FreeChainBytes = 4096 });
        var full = encoder.Encode([Frame(1)], Header(0), CheckpointKind.Full);
        var first = encoder.Encode([Frame(2)], Header(1), CheckpointKind.Delta);
        var second = encoder.Encode([Frame(3)], Header(2), CheckpointKind.Delta);
        Assert.Equal(3, ((OneFrame<int>)StrandDecoder.Decode([full, first, second], symbols).Frames[0]).Value);
        foreach (StoredCheckpoint[] chain in new StoredCheckpoint[][] { [], [first], [full, second], [full, second, first], [full, full], [full with { Sequence = 7 }], [full with { Strand = "1" }] })
            Assert.Throws<CorruptStateException>(() => StrandDecoder.Decode(chain, symbols));
        Assert.Throws<CorruptStateException>(() => StrandDecoder.Decode([full], symbols, "another run"));
    }

    [Fact]
    public void Values_of_another_type_or_damaged_are_refused()
    {
        var bytes = StateBytes.Encode(5, symbols);
        Assert.Throws<ContractMismatchException>(() => StateBytes.Decode<long>(bytes, symbols));
        bytes[^1] ^= 1;
        Assert.Throws<CorruptStateException>(() => StateBytes.Decode<int>(bytes, symbols));
        Assert.Throws<CorruptStateException>(() => StateBytes.Decode<int>(default, symbols));
    }

    [Fact]
    public void Frames_alone_have_comparable_bytes()
    {
        var bytes = StateBytes.EncodeFrame(Frame<object>(new Point(1, 2)), symbols);
        Assert.Equal(bytes, StateBytes.EncodeFrame(Frame<object>(new Point(1, 2)), symbols));
        Assert.NotEqual(bytes, StateBytes.EncodeFrame(Frame<object>(new Point(1, 3)), symbols));
        Assert.Equal(new Point(1, 2), ((OneFrame<object>)StateBytes.DecodeFrame(bytes, symbols)).Value);
    }

    [Fact]
    public void Encoding_and_loading_small_frames_allocates_little()
    {
        var encoder = new StrandEncoder(symbols);
        Frame[] frames = [Frame(1L << 41)];
        var header = Header(0);
        for (var i = 0; i < 100; i++)
            encoder.Encode(frames, header, CheckpointKind.Full);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            encoder.Encode(frames, header, CheckpointKind.Full);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 200);
    }

    DecodedStrand Load(byte[] bytes, string? run = null) => StrandDecoder.Decode([new StoredCheckpoint("0", 2, -1, bytes)], symbols, run);

    internal static byte[] Sealed(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
        return bytes;
    }

    [Fact]
    public void Version_1_stays_readable()
    {
        // The first build's bytes. When this fails, runs in flight cannot be loaded any more: make a new version instead. For a while the same records were written in another order.
        const string first = "575643500100086F726465722D34320130030200010700000600010203040500020003010A0400020900030A000409000506D40100CF000001000000000005D40100D1FED4D4010103A2C3BCD40102D40103CB3FF800000000000001CE00011170BCAA1DEC";
        const string other = "575643500100086F726465722D34320130030200010700000600010203040500020003010A0400020900030A020406030509D40100CF000001000000000005D40100D1FED4D4010103A2C3BCD40102D4010301CE00011170CB3FF800000000000034D403E4";
        var node = new Node { Value = -300, Extra = new List<object> { "ü", 1.5, new Point(1, 70_000) } };
        node.Next = node;
        var written = new StrandEncoder(symbols).Encode([Frame(node), Frame(1L << 40, cut: 1, i: 5)], Header(2), CheckpointKind.Full);
        Assert.Equal(first, Convert.ToHexString(written.Bytes.Span));

        Check(Load(Convert.FromHexString(first)).Frames);

        // And the types were met in another order.
        var otherSymbols = new TestSymbols();
        foreach (var number in new[] { 0, 1, 2, 3, 5, 4 })
            otherSymbols.Intern(symbols.Lookup(number)!);
        Check(StrandDecoder.Decode([new StoredCheckpoint("0", 2, -1, Convert.FromHexString(other))], otherSymbols).Frames);
    }

    static void Check(IReadOnlyList<Frame> frames)
    {
        var read = ((OneFrame<Node>)frames[0]).Value;
        Assert.Same(read, read.Next);
        Assert.Equal(["ü", 1.5, new Point(1, 70_000)], (List<object>)read.Extra!);
        Assert.Equal(1L << 40, ((OneFrame<long>)frames[1]).Value);
    }

    [Fact]
    public void The_check_is_CRC_32C() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Theory]
    [InlineData(24_575)]
    [InlineData(24_576)]
    [InlineData(100_003)]
    public void The_check_of_long_content_is_the_same(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = System.Numerics.BitOperations.Crc32C(crc, value);
        Assert.Equal(~crc, Crc32C.Of(bytes));
    }
}

using System.Buffers.Binary;
using Weave.Checkpoints;
using Weave.Codecs;
using Weave.Compression;
using Weave.Execution;
using Weave.Inspection;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class CompressionTests
{
    static readonly StrandEncoderOptions compressing = new() { Compress = true };

    static readonly StrandEncoderOptions prefixing = new() { Compress = true, FreeChainBytes = 1 << 20, TimeProvider = new StoppedClock() };

    readonly TestSymbols symbols = new();

    [Fact]
    public void What_repeats_is_written_small_and_loads_as_it_was()
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"item {i % 7} of the order; "));
        var plain = new StrandEncoder(symbols).Encode([Frame(text)], Header(0), CheckpointKind.Full);
        var small = new StrandEncoder(symbols, compressing).Encode([Frame(text)], Header(0), CheckpointKind.Full);
        Assert.InRange(small.Bytes.Length, 1, plain.Bytes.Length / 5);
        Assert.Equal(text, Value<string>(small));
        Assert.Equal("order-42", CheckpointReader.Open(small.Bytes, symbols).Header.Run);
        Assert.Equal(CheckpointReader.Open(plain.Bytes, symbols).Frames.Single().Body.ToArray(), CheckpointReader.Open(small.Bytes, symbols).Frames.Single().Body.ToArray());
    }

    [Fact]
    public void Deltas_of_compressed_checkpoints_are_deltas()
    {
        var strand = new Strands(symbols, compressing);
        var random = new Random(4);
        var numbers = new int[50_000];
        strand.Take(CheckpointKind.Full, Frame(numbers));
        for (var i = 0; i < 10; i++)
        {
            foreach (ref var number in numbers.AsSpan(random.Next(40_000), 500))
                number = i;
            strand.Delta(Frame(numbers));
            Assert.Equal(numbers, strand.Value<int[]>());
            if (i == 5)
                numbers = ((OneFrame<int[]>)strand.Restart()[0]).Value;
        }

        Assert.True(strand.Chain.Count > 1);
    }

    [Fact]
    public async Task Small_ones_get_a_dictionary_of_their_own_kind()
    {
        var encoder = new StrandEncoder(symbols, compressing);
        var plain = new StrandEncoder(symbols);
        StoredCheckpoint Take(int i, StrandEncoder by) => by.Encode([Frame($"order {i * 7919}: carrier-{i % 3}, waiting for payment")], Header(i), CheckpointKind.Full);
        for (var i = 0; i < 256; i++)
            Assert.Equal(Take(i, plain).Bytes.Length, Take(i, encoder).Bytes.Length);
        var trainer = SymbolCache.Of(symbols).Dictionaries.TrainerOf(7);
        await trainer.Training;
        if (!Zstd.IsAvailable)
            return;
        Assert.NotNull(trainer.Dictionary);
        var small = Take(1000, encoder);
        Assert.InRange(small.Bytes.Length, 1, Take(1000, plain).Bytes.Length - 20);

        // Another process finds it in the store, and uses it from then on.
        var elsewhere = symbols.Fresh();
        Assert.Equal("order 7919000: carrier-1, waiting for payment", ((OneFrame<string>)StrandDecoder.Decode([small], elsewhere).Frames[0]).Value);
        Assert.NotNull(SymbolCache.Of(elsewhere).Dictionaries.TrainerOf(7).Dictionary);

        var without = symbols.Fresh(except: trainer.Dictionary.Number);
        var error = Assert.Throws<CorruptStateException>(() => StrandDecoder.Decode([small], without));
        Assert.Contains($"dictionary {trainer.Dictionary.Number}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_pay_is_tried_less_and_less()
    {
        var policy = new CompressionPolicy(TimeProvider.System);
        var tries = 0;
        for (var i = 0; i < 1000; i++)
        {
            if (!policy.Begin())
                continue;
            tries++;
            policy.End(1000, 1000);
        }

        Assert.InRange(tries, 5, 10);
        while (!policy.Begin())
            tries++;
        policy.End(1 << 30, 0);
        Assert.True(policy.Begin());
    }

    [Fact]
    public void Brotli_stands_in_where_there_is_no_zstd()
    {
        var payload = new byte[5000];
        payload[77] = 7;
        var compressed = new byte[5000];
        Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(payload, compressed, out var length));
        var back = new byte[5000];
        Assert.True(PayloadCompression.TryDecompress(PayloadCompression.BrotliName, compressed.AsSpan(0, length), null, back));
        Assert.Equal(payload, back);
        Assert.False(PayloadCompression.TryDecompress(PayloadCompression.BrotliName, compressed.AsSpan(0, length), null, new byte[4999]));
        Assert.False(PayloadCompression.TryDecompress(PayloadCompression.BrotliName, compressed.AsSpan(0, length), null, new byte[5001]));
    }

    [Fact]
    public void No_claim_is_believed()
    {
        // Zeros would shrink a thousandfold: they are padded, and what claims more than is allowed is refused before anything is allocated.
        var zeros = new StrandEncoder(symbols, compressing).Encode([Frame(new byte[1 << 20])], Header(0), CheckpointKind.Full);
        Assert.InRange(zeros.Bytes.Length, (1 << 20) / PayloadCompression.MostRatio, ((1 << 20) / PayloadCompression.MostRatio) + 200);
        Assert.Equal(new byte[1 << 20], Value<byte[]>(zeros));
        var random = new Random(5);
        for (var i = 0; i < 3_000; i++)
        {
            var mutated = HostileTests.Mutated(zeros, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            HostileTests.Tolerates(() => StrandDecoder.Decode([mutated], symbols));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64L * PayloadCompression.MostRatio * mutated.Bytes.Length) + 100_000);
        }
    }

    [Fact]
    public void A_chain_never_costs_more_than_half_again_of_a_full_checkpoint()
    {
        var random = new Random(6);
        for (var life = 0; life < 30; life++)
        {
            var strand = new Strands(symbols, new());
            var flags = Enumerable.Range(0, random.Next(1, 30)).Select(_ => new bool[random.Next(1, 2000)]).ToArray();
            for (var step = 0; step < 40; step++)
            {
                for (var i = random.Next(3); i > 0; i--)
                    flags[random.Next(flags.Length)][0] ^= true;
                if (random.Next(6) == 0)
                    flags[random.Next(flags.Length)] = [true];
                strand.Delta(Frame(flags));
                var full = new StrandEncoder(symbols).Encode([Frame(flags)], Header(0), CheckpointKind.Full).Bytes.Length + 300;
                Assert.InRange(strand.Chain.Sum(c => c.Bytes.Length + 300), 1, (1.5 * full) + 100);
            }
        }
    }

    [Fact]
    public void What_is_too_large_is_refused_by_name()
    {
        var encoder = new StrandEncoder(symbols, new() { MaxCheckpointBytes = 10_000 });
        var error = Assert.Throws<StateTooLargeException>(() => encoder.Encode([Frame(new int[3000])], Header(0), CheckpointKind.Full));
        Assert.Equal("order-42", error.Run);
        Assert.Contains("a 'int[]' of 12", error.Message, StringComparison.Ordinal);
        Assert.Equal(-1, encoder.Encode([Frame(new int[2000])], Header(1), CheckpointKind.Delta).Base);
    }

    [Fact]
    public void A_delta_is_compressed_with_the_checkpoint_before_it()
    {
        if (!Zstd.IsAvailable)
            return;
        var random = new Random(7);
        var strand = new Strands(symbols, prefixing);
        var list = Lines(random, 300);
        var full = strand.Take(CheckpointKind.Full, Frame(list)).Bytes.Length;
        for (var i = 0; i < 10; i++)
        {
            Edit(list, random);
            var delta = strand.Delta(Frame(list, i: i));
            Assert.True(delta.Base >= 0);

            // The first one after a restart has nothing to go by.
            Assert.InRange(delta.Bytes.Length, 1, i == 5 ? full * 2 : full / 7);
            if (i == 4)
                list = ((OneFrame<List<string>>)strand.Restart()[0]).Value;
        }

        CheckAllWays(strand.Chain, list);
        Assert.Equal(strand.Chain.Select(static c => c.Sequence), CheckpointReader.OpenAll(strand.Chain, symbols).Select(static c => c.Header.Sequence));
        var alone = Assert.Throws<CorruptStateException>(() => CheckpointReader.Open(strand.Chain[^1].Bytes, symbols));
        Assert.Contains("which is not here", alone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_checkpoint_than_the_one_before_it_is_refused()
    {
        if (!Zstd.IsAvailable)
            return;
        var strand = new Strands(symbols, prefixing);
        var list = Lines(new Random(8), 200);
        strand.Take(CheckpointKind.Full, Frame(list));
        list.Add("one more");
        var delta = strand.Delta(Frame(list));
        list[0] = "another";
        var other = new StrandEncoder(symbols).Encode([Frame(list)], Header(0), CheckpointKind.Full);
        var error = Assert.Throws<CorruptStateException>(() => StrandDecoder.Decode([other, delta], symbols));
        Assert.Contains("another one than that before it", error.Message, StringComparison.Ordinal);

        var random = new Random(9);
        for (var i = 0; i < 3_000; i++)
        {
            StoredCheckpoint[] chain = [.. strand.Chain];
            var which = random.Next(chain.Length);
            chain[which] = HostileTests.Mutated(chain[which], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            HostileTests.Tolerates(() => StrandDecoder.Decode(chain, symbols));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64L * PayloadCompression.MostRatio * chain.Sum(static c => (long)c.Bytes.Length)) + 100_000);
        }
    }

    [Fact]
    public void What_stands_in_blobs_is_not_in_what_the_next_one_is_compressed_with()
    {
        var random = new Random(10);
        var encoder = new StrandEncoder(symbols, prefixing with { BlobBytes = 20_000 });
        var blobs = new Dictionary<BlobHash, ReadOnlyMemory<byte>>();
        var chain = new List<StoredCheckpoint>();
        var lists = new List<List<string>> { Lines(random, 2000), Lines(random, 100) };
        for (var i = 0; i < 5; i++)
        {
            lists.ForEach(list => Edit(list, random));
            chain.Add(encoder.Encode([Frame(lists)], Header(i), i == 0 ? CheckpointKind.Full : CheckpointKind.Delta));
            foreach (var blob in encoder.TakeBlobs())
                blobs[blob.Name] = blob.Content;
            Assert.Equal(lists, ((OneFrame<List<List<string>>>)StrandDecoder.Decode(chain, symbols, blobs: name => blobs.TryGetValue(name, out var content) ? content : null).Frames[0]).Value);
        }

        Assert.Equal(5, chain.Count(static c => c.Blobs.Count > 0));
        Assert.True(!Zstd.IsAvailable || chain[^1].Bytes.Length < chain[0].Bytes.Length / 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_long_life_of_compressed_checkpoints_always_loads_as_it_is(int seed)
    {
        var random = new Random(seed);
        var strand = new Strands(symbols, prefixing);
        var lists = Enumerable.Range(0, 5).Select(_ => Lines(random, random.Next(200))).ToList();
        for (var step = 0; step < 80; step++)
        {
            // Now one, now another, sometimes much of it, sometimes more than is kept for the next one.
            for (var i = random.Next(3); i >= 0; i--)
                Edit(lists[random.Next(lists.Count)], random);
            if (random.Next(10) == 0)
                lists[random.Next(lists.Count)] = Lines(random, random.Next(400) * (random.Next(5) == 0 ? 40 : 1));
            strand.Take(random.Next(12) == 0 ? CheckpointKind.Full : CheckpointKind.Delta, Frame(lists, i: step));
            CheckAllWays(strand.Chain, lists);
            if (random.Next(10) == 0)
                lists = ((OneFrame<List<List<string>>>)strand.Restart()[0]).Value;
        }
    }

    void CheckAllWays<T>(List<StoredCheckpoint> chain, T expected)
    {
        Assert.Equal(expected, ((OneFrame<T>)StrandDecoder.Decode(chain, symbols).Frames[0]).Value);
        var staged = new StagedStrand(symbols, "order-42");
        chain.ForEach(staged.Add);
        Assert.Equal(expected, ((OneFrame<T>)staged.Complete()[0]).Value);
        StrandView.Open(chain, symbols).Verify();
    }

    static List<string> Lines(Random random, int count) => [.. Enumerable.Range(0, count).Select(i => $"line {i} of order {random.Next()}")];

    static void Edit(List<string> list, Random random)
    {
        list.Add($"line {list.Count} of order {random.Next()}");
        list[random.Next(list.Count)] = $"changed {random.Next()}";
    }

    T Value<T>(StoredCheckpoint checkpoint) => ((OneFrame<T>)StrandDecoder.Decode([checkpoint], symbols).Frames[0]).Value;

    public CompressionTests()
    {
        CodecRegistry.Add(new ArrayCodec<bool[]>());
        CodecRegistry.Add(new ListCodec<List<string>>());
    }
}

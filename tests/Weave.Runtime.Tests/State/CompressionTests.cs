using System.Buffers.Binary;
using Weave.Checkpoints;
using Weave.Codecs;
using Weave.Compression;
using Weave.Execution;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class CompressionTests
{
    static readonly StrandEncoderOptions compressing = new() { Compress = true };

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

    T Value<T>(StoredCheckpoint checkpoint) => ((OneFrame<T>)StrandDecoder.Decode([checkpoint], symbols).Frames[0]).Value;

    public CompressionTests() => CodecRegistry.Add(new ArrayCodec<bool[]>());
}

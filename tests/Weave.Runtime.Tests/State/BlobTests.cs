using Weave.Checkpoints;
using Weave.Inspection;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class BlobTests
{
    const int Most = 1000;

    static readonly StrandEncoderOptions options = new() { BlobBytes = Most, FreeChainBytes = 1 << 22 };

    readonly TestSymbols symbols = new();
    readonly Dictionary<BlobHash, ReadOnlyMemory<byte>> kept = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_large_object_is_outside_and_comes_back(bool compress)
    {
        var encoder = new StrandEncoder(symbols, options with { Compress = compress });
        var state = new object?[] { Noise(5000, 1), "x", new string('y', 3000), Enumerable.Range(0, 100).Select(static i => new Point(i, i)).ToList(), null };
        state[4] = state[0];
        var stored = Take(encoder, 0, state);

        Assert.Equal(2, stored.Blobs.Count);
        Assert.InRange(stored.Bytes.Length, 1, 1500);
        var reader = CheckpointReader.Open(stored.Bytes, symbols);
        Assert.Equal(stored.Blobs.Select(static b => b.Hex), reader.Header.Blobs);
        Assert.Equal(2, reader.Objects.Count(static o => o.IsBlob && o.Body.Length == 32));

        var loaded = Value(stored);
        Assert.Equal((byte[])state[0]!, (byte[])loaded[0]!);
        Assert.Same(loaded[0], loaded[4]);
        Assert.Equal(state[2], loaded[2]);
        Assert.Equal((List<Point>)state[3]!, (List<Point>)loaded[3]!);

        var view = StrandView.Open([stored], symbols, "order-42", Find);
        view.Verify();
        Assert.Equal(reader.Objects.Count(), view.ObjectIds.Count());
    }

    [Fact]
    public void A_change_is_a_patch_of_the_blob_and_a_fold_names_it_again()
    {
        var encoder = new StrandEncoder(symbols, options with { MaxDeltas = 2 });
        var numbers = Noise(50_000, 2);
        var other = Noise(20_000, 3);
        object?[] state = [numbers, other];
        var full = Take(encoder, 0, state);
        numbers[30_000]++;
        var first = Take(encoder, 1, state);
        numbers[31_000]++;
        var second = Take(encoder, 2, state);
        Assert.Equal([2, 0, 0], new[] { full, first, second }.Select(static c => c.Blobs.Count));
        Assert.InRange(first.Bytes.Length, 64, 300);
        Assert.Equal(numbers, (byte[])Value(full, first, second)[0]!);

        var folded = Take(encoder, 3, state);
        Assert.Equal(-1, folded.Base);
        Assert.Single(folded.Blobs.Intersect(full.Blobs));
        Assert.Equal(3, kept.Count);
        Assert.Equal(numbers, (byte[])Value(folded)[0]!);
    }

    [Fact]
    public void A_strand_that_was_loaded_goes_on_with_its_blobs()
    {
        var encoder = new StrandEncoder(symbols, options);
        var numbers = Noise(50_000, 4);
        var full = Take(encoder, 0, [numbers, null]);
        var loaded = StrandDecoder.Decode([full], symbols, "order-42", Find);
        var again = ((OneFrame<object?[]>)loaded.Frames[0]).Value;
        encoder = loaded.ToEncoder(options);
        ((byte[])again[0]!)[7]++;
        var delta = Take(encoder, 1, again);
        Assert.Contains(CheckpointReader.Open(delta.Bytes, symbols).Objects, static o => o.IsPatch);
        Assert.InRange(delta.Bytes.Length, 1, 400);
        Assert.Equal((byte[])again[0]!, (byte[])Value(full, delta)[0]!);
        ((byte[])again[0]!)[7]--;
        encoder.Reset();
        Assert.Equal(full.Blobs, Take(encoder, 2, again).Blobs);
        Assert.Single(kept);
    }

    [Fact]
    public void Equal_objects_of_two_strands_are_one_blob_and_of_one_checkpoint_named_once()
    {
        var (one, two) = (Noise(5000, 5), Noise(5000, 5));
        var first = Take(new StrandEncoder(symbols, options), 0, [one, two]);
        var second = Take(new StrandEncoder(symbols, options), 0, [two]);
        Assert.Equal(first.Blobs, second.Blobs);
        Assert.Single(kept);
        var loaded = Value(first);
        Assert.NotSame(loaded[0], loaded[1]);
        Assert.Equal(one, (byte[])loaded[1]!);
    }

    [Fact]
    public void A_body_that_looks_like_something_else_is_a_blob_all_the_same()
    {
        // Items that spell what modules and encrypted bytes begin with.
        object[] state = [.. "WVSE"u8.ToArray().Concat(Noise(2000, 8)).Select(static b => (object)(long)b)];
        Take(new StrandEncoder(symbols, options), 0, [state]);
        var content = Assert.Single(kept.Values);
        Assert.True(content.Span.StartsWith("WVBL"u8));
    }

    [Fact]
    public void Missing_and_damaged_blobs_name_run_and_blob()
    {
        var stored = Take(new StrandEncoder(symbols, options), 0, [Noise(5000, 6)]);
        var name = stored.Blobs[0];
        foreach (Func<BlobHash, ReadOnlyMemory<byte>?>? bad in (Func<BlobHash, ReadOnlyMemory<byte>?>?[])[null, static _ => null, _ => kept[name][1..], static _ => default(ReadOnlyMemory<byte>)])
        {
            foreach (var open in (Action[])[() => StrandDecoder.Decode([stored], symbols, "order-42", bad), () => StrandView.Open([stored], symbols, "order-42", bad)])
            {
                var error = Assert.Throws<CorruptStateException>(open);
                Assert.Equal("order-42", error.Run);
                Assert.Contains(name.Hex, error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_name_that_is_not_listed_or_listed_twice_is_refused()
    {
        var (one, two) = (Noise(5000, 9), Noise(5000, 10));
        var stored = Take(new StrandEncoder(symbols, options), 0, [one, two]);
        var names = stored.Blobs.Select(static b => Convert.FromHexString(b.Hex)).ToArray();
        var bytes = stored.Bytes.ToArray();
        var bodies = bytes.Length - 4 - 64;
        var (at, from) = bytes.AsSpan(bodies, 32).SequenceEqual(names[0]) ? (0, 1) : (1, 0);
        names[from].CopyTo(bytes, bodies);
        Assert.Contains("named before", Assert.Throws<CorruptStateException>(() => Load(bytes)).Message, StringComparison.Ordinal);
        new byte[32].CopyTo(bytes, bodies);
        Assert.Contains("does not list", Assert.Throws<CorruptStateException>(() => Load(bytes)).Message, StringComparison.Ordinal);
        names[at].CopyTo(bytes, bodies);
        Load(bytes);

        void Load(byte[] changed) => StrandDecoder.Decode([stored with { Bytes = EnvelopeTests.Sealed(changed) }], symbols, "order-42", Find);
    }

    [Fact]
    public void Blobs_under_mutation_end_in_success_or_in_a_typed_error()
    {
        var encoder = new StrandEncoder(symbols, options);
        var numbers = Noise(5000, 7);
        object?[] state = [numbers, new string('y', 3000), "z"];
        var full = Take(encoder, 0, state);
        numbers[9]++;
        var delta = Take(encoder, 1, state);
        var random = new Random(11);
        var blobBytes = kept.Values.Sum(static c => (long)c.Length);
        for (var i = 0; i < 5_000; i++)
        {
            StoredCheckpoint[] chain = i % 3 == 0 ? [full, HostileTests.Mutated(delta, random)] : [HostileTests.Mutated(full, random), delta];
            var before = GC.GetAllocatedBytesForCurrentThread();
            HostileTests.Tolerates(() => StrandDecoder.Decode(chain, symbols, run: null, Find));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * (blobBytes + chain.Sum(static c => (long)c.Bytes.Length)) + 100_000);
        }
    }

    [Fact]
    public void Random_lives_with_blobs_load_as_they_are()
    {
        var random = new Random(31);
        var named = 0;
        for (var life = 0; life < 8; life++)
        {
            var chosen = options with { MaxDeltas = random.Next(1, 8), Compress = life % 2 == 0, ShadowBudget = life % 3 == 0 ? 0 : 0.25 };
            var encoder = new StrandEncoder(symbols, chosen);
            var chain = new List<StoredCheckpoint>();
            object?[] state = [Noise(4000, life), Noise(9000, life), null, Noise(500, life)];
            for (var step = 0; step < 40; step++)
            {
                ref var item = ref state[random.Next(state.Length)];
                switch (random.Next(6))
                {
                    case 0: item = Noise(random.Next(8000), random.Next(4)); break;
                    case 1: item = state[random.Next(state.Length)]; break;
                    default:
                        if (item is byte[] { Length: > 0 } bytes)
                            bytes[random.Next(bytes.Length)]++;
                        break;
                }

                if (random.Next(12) == 0)
                    Assert.Throws<NoCodecException>(() => encoder.Encode([Frame(state), Frame<object?>(new MemoryStream())], Header(step), CheckpointKind.Delta));
                if (random.Next(12) == 0)
                    encoder.Reset();
                var taken = Take(encoder, step, state);
                named += taken.Blobs.Count;
                if (taken.Base < 0)
                    chain.Clear();
                chain.Add(taken);
                var loaded = StrandDecoder.Decode(chain, symbols, "order-42", Find);
                var value = ((OneFrame<object?[]>)loaded.Frames[0]).Value;
                for (var i = 0; i < state.Length; i++)
                {
                    Assert.Equal((byte[]?)state[i], (byte[]?)value[i]);
                    for (var k = 0; k < i; k++)
                        Assert.Equal(ReferenceEquals(state[i], state[k]), ReferenceEquals(value[i], value[k]));
                }

                if (random.Next(5) == 0)
                    (encoder, state) = (loaded.ToEncoder(chosen), value);
            }
        }

        Assert.InRange(named, 100, int.MaxValue);
    }

    static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    StoredCheckpoint Take(StrandEncoder encoder, long sequence, object?[] state)
    {
        var stored = encoder.Encode([Frame(state)], Header(sequence), CheckpointKind.Delta);
        var blobs = encoder.TakeBlobs();
        Assert.Equal(stored.Blobs, blobs.Select(static b => b.Name));
        Assert.Empty(encoder.TakeBlobs());
        foreach (var blob in blobs)
        {
            Assert.Equal(BlobHash.Of(blob.Content.Span), blob.Name);
            kept[blob.Name] = blob.Content;
        }

        return stored;
    }

    object?[] Value(params StoredCheckpoint[] chain) => ((OneFrame<object?[]>)StrandDecoder.Decode(chain, symbols, "order-42", Find).Frames[0]).Value;

    ReadOnlyMemory<byte>? Find(BlobHash name) => kept.TryGetValue(name, out var content) ? content : null;
}

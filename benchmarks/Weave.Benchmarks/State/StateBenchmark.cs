using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Weave.Benchmarks.Capture;
using Weave.Benchmarks.Reporting;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;

namespace Weave.Benchmarks.State;

/// <summary>What large and changing state costs: full checkpoints, deltas, chains, small ones.</summary>
public sealed class StateBenchmark(TextWriter output)
{
    const int Nodes = 1_000_000;
    const int Passes = 9;
    const int Record = 64 / sizeof(double);
    const int Numbers = (64 << 20) / sizeof(double);

    readonly MemorySymbols symbols = new();
    long sequence;

    /// <summary>Returns the exit code.</summary>
    public int Run()
    {
        try
        {
            output.WriteLine($"cores: {Environment.ProcessorCount}; runtime: {Environment.Version}");
            var full = Graph();
            GC.Collect();
            var (delta, bytes) = Array();
            GC.Collect();
            var small = Small();
            var stack = Stack();
            Asleep();
            output.WriteLine();
            output.WriteLine($"state: full={Figures.Text(full, 2)} delta={Figures.Text(delta, 2)} deltabytes={Figures.Text(bytes, 5)} small={small} stack={stack}");
            return 0;
        }
        catch (BenchmarkFailedException e)
        {
            output.WriteLine("FAILED: " + e.Message);
            return 1;
        }
    }

    /// <summary>A million small objects with identity, against JSON of the same tree.</summary>
    double Graph()
    {
        Warm();
        var root = TreeNode.Make(Nodes, new Random(1))!;
        var call = StateFragments.Fragments.Tree(root, 0);
        var (write, read, jsonWrite, jsonRead) = (new Samples(), new Samples(), new Samples(), new Samples());
        long size = 0;
        long jsonSize = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            var checkpoint = new StrandEncoder(symbols).Encode([call.Frame], Header(), CheckpointKind.Full);
            write.Add(start, Stopwatch.GetTimestamp());
            size = checkpoint.Bytes.Length;
            GC.Collect();
            start = Stopwatch.GetTimestamp();
            var loaded = StrandDecoder.Decode([checkpoint], symbols);
            read.Add(start, Stopwatch.GetTimestamp());
            if (pass == 0)
                Check(TreeNode.Same(root, Held<TreeNode>(loaded)), "the tree is not what was saved");
            loaded = null;

            GC.Collect();
            start = Stopwatch.GetTimestamp();
            var json = JsonSerializer.SerializeToUtf8Bytes(root, TreeJson.Default.TreeNode);
            jsonWrite.Add(start, Stopwatch.GetTimestamp());
            jsonSize = json.Length;
            GC.Collect();
            start = Stopwatch.GetTimestamp();
            var copy = JsonSerializer.Deserialize(json, TreeJson.Default.TreeNode);
            jsonRead.Add(start, Stopwatch.GetTimestamp());
            if (pass == 0)
                Check(TreeNode.Same(root, copy), "the JSON is not what was saved");
        }

        var table = new Table(new("1,000,000 objects", Left: true), new("bytes"), new("write ms"), new("load ms"), new("both, best"), new("both, median"));
        table.Add("checkpoint", Figures.Count(size), Figures.Ms(write.Best, 1), Figures.Ms(read.Best, 1), Figures.Ms(write.Best + read.Best, 1), Figures.Ms(write.Median + read.Median, 1));
        table.Add("System.Text.Json", Figures.Count(jsonSize), Figures.Ms(jsonWrite.Best, 1), Figures.Ms(jsonRead.Best, 1), Figures.Ms(jsonWrite.Best + jsonRead.Best, 1), Figures.Ms(jsonWrite.Median + jsonRead.Median, 1));
        table.Print(output, "full checkpoint with identity, against source-generated JSON of the same tree");
        return (jsonWrite.Best + jsonRead.Best) / (write.Best + read.Best);
    }

    /// <summary>Small trees, until both ways have been compiled with care.</summary>
    void Warm()
    {
        const int Rounds = 4;
        const int Trees = 200;
        var root = TreeNode.Make(1000, new Random(1))!;
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < Trees; i++)
            {
                var checkpoint = new StrandEncoder(symbols).Encode([StateFragments.Fragments.Tree(root, 0).Frame], Header(), CheckpointKind.Full);
                GC.KeepAlive(StrandDecoder.Decode([checkpoint], symbols));
                GC.KeepAlive(JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(root, TreeJson.Default.TreeNode), TreeJson.Default.TreeNode));
            }

            Thread.Sleep(200);
        }
    }

    /// <summary>64 MiB of numbers of which every hundredth record has changed.</summary>
    (double Time, double Bytes) Array()
    {
        var random = new Random(2);
        var numbers = new double[Numbers];
        foreach (ref var number in numbers.AsSpan())
            number = random.NextDouble();
        var copy = new double[Numbers];
        var call = StateFragments.Fragments.Numbers(numbers, 0);
        var encoder = new StrandEncoder(symbols);
        var (copying, first, delta, whole, chained) = (new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        var chain = new List<StoredCheckpoint>();
        var records = Enumerable.Range(0, Numbers / Record).ToArray();
        for (var pass = 0; pass < Passes; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            numbers.AsSpan().CopyTo(copy);
            copying.Add(start, Stopwatch.GetTimestamp());
            if (pass == 0)
            {
                start = Stopwatch.GetTimestamp();
                chain.Add(encoder.Encode([call.Frame], Header(), CheckpointKind.Full));
                first.Add(start, Stopwatch.GetTimestamp());
            }

            random.Shuffle(records);
            foreach (var record in records.AsSpan(0, records.Length / 100))
                numbers[(record * Record) + random.Next(Record)] = random.NextDouble();
            start = Stopwatch.GetTimestamp();
            chain.Add(encoder.Encode([call.Frame], Header(), CheckpointKind.Delta));
            delta.Add(start, Stopwatch.GetTimestamp());
            Check(chain[^1].Base >= 0, "the delta is a full checkpoint");
            GC.Collect();
            start = Stopwatch.GetTimestamp();
            var loaded = StrandDecoder.Decode(chain, symbols);
            chained.Add(start, Stopwatch.GetTimestamp());
            Check(numbers.AsSpan().SequenceEqual(Held<double[]>(loaded)), "the array is not what was saved");
            loaded = null;
            GC.Collect();
            start = Stopwatch.GetTimestamp();
            loaded = StrandDecoder.Decode([chain[0]], symbols);
            whole.Add(start, Stopwatch.GetTimestamp());
            GC.KeepAlive(loaded);
        }

        var table = new Table(new("64 MiB, 1 % of its records changed", Left: true), new("bytes"), new("best ms"), new("median ms"), new("of a memcpy"));
        void Add(string name, long bytes, Samples times) =>
            table.Add(name, Figures.Count(bytes), Figures.Ms(times.Best, 1), Figures.Ms(times.Median, 1), Figures.Ratio(times.Best / copying.Best));
        Add("memcpy of the array", Numbers * sizeof(double), copying);
        Add("full checkpoint", chain[0].Bytes.Length, first);
        Add("delta", chain[^1].Bytes.Length, delta);
        Add("load of the full one", chain[0].Bytes.Length, whole);
        Add($"load of a chain of 1 to {Passes} deltas", chain.Sum(c => (long)c.Bytes.Length), chained);
        table.Print(output, "block deltas");
        output.WriteLine($"load of the chain / full load: {Figures.Ratio(chained.Best / whole.Best)}");
        return (delta.Best / copying.Best, (double)chain[^1].Bytes.Length / chain[0].Bytes.Length);
    }

    /// <summary>Bytes of checkpoints that have 191 as they are, with a dictionary that was trained from others.</summary>
    int Small()
    {
        const int Size = 191;
        const int Examples = 300;
        const int Measured = 200;
        var random = new Random(3);
        var plain = new StrandEncoder(symbols);
        var options = new StrandEncoderOptions { Compress = true, TimeProvider = new StoppedClock() };
        StoredCheckpoint Take(StrandEncoder encoder, FragmentCall<int> call) => encoder.Encode([call.Frame], Header(), CheckpointKind.Full);
        FragmentCall<int> Make() => StateFragments.Fragments.Small(SmallOrder.Make(random), 0);

        var encoder = new StrandEncoder(symbols, options);
        for (var i = 0; i < Examples; i++)
            Take(encoder, Make());
        for (var waited = 0; Take(encoder, Make()).Bytes.Length >= 100; waited++)
        {
            Check(waited < 500, "no dictionary was trained");
            Thread.Sleep(10);
        }

        var sizes = new List<int>();
        var times = new Samples();
        while (sizes.Count < Measured)
        {
            var call = Make();
            if (Take(plain, call).Bytes.Length != Size)
                continue;
            var start = Stopwatch.GetTimestamp();
            var checkpoint = Take(encoder, call);
            times.Add(start, Stopwatch.GetTimestamp());
            sizes.Add(checkpoint.Bytes.Length);
            StrandDecoder.Decode([checkpoint], symbols);
        }

        sizes.Sort();
        output.WriteLine();
        output.WriteLine($"{Measured} checkpoints of {Size} bytes with a dictionary: median {sizes[Measured / 2]}, {sizes[0]} to {sizes[^1]} bytes; median {Figures.Text(times.Median / 1000, 1)} us");
        return sizes[Measured / 2];
    }

    /// <summary>A thousand sleeping frames that share a list, under one that runs.</summary>
    int Stack()
    {
        var list = Enumerable.Range(0, 100).ToList();
        var frames = Enumerable.Range(0, 1000).Select(i => StateFragments.Fragments.Shared(list, i).Frame).ToArray();
        var encoder = new StrandEncoder(symbols);
        var size = 0;
        var (full, delta) = (new Samples(), new Samples());
        for (var pass = 0; pass < 400; pass++)
        {
            Frame[] stack = [.. frames, StateFragments.Fragments.Shared(list, 1_000_000 + pass).Frame];
            var start = Stopwatch.GetTimestamp();
            var checkpoint = encoder.Encode(stack, Header(), CheckpointKind.Delta);
            (checkpoint.Base < 0 ? full : delta).Add(start, Stopwatch.GetTimestamp());
            if (checkpoint.Base >= 0)
                size = Math.Max(size, checkpoint.Bytes.Length);
        }

        output.WriteLine();
        output.WriteLine($"1,000 sleeping frames that share one list: delta {size} bytes, median {Figures.Text(delta.Median / 1000, 1)} us; full median {Figures.Text(full.Median / 1000, 1)} us");
        return size;
    }

    /// <summary>Load and first delta of a thousand frames under one that runs and shares nothing with them: left asleep, and read at once.</summary>
    void Asleep()
    {
        var list = Enumerable.Range(0, 100).ToList();
        var shared = AsleepOf(i => StateFragments.Fragments.Shared(list, i).Frame);
        var owned = AsleepOf(static i => StateFragments.Fragments.Tree(TreeNode.Make(20, new Random(i))!, i).Frame);
        output.WriteLine($"load and first delta of 1,000 sleeping frames, left asleep / read at once: {Text(shared)} where they share one list, {Text(owned)} where each has 20 objects");

        static string Text((Samples Asleep, Samples Read) measured) =>
            $"{Figures.Text(measured.Asleep.Median / 1000, 1)} / {Figures.Text(measured.Read.Median / 1000, 1)} us = {Figures.Text(measured.Asleep.Median / measured.Read.Median, 2)}";
    }

    (Samples Asleep, Samples Read) AsleepOf(Func<int, Frame> make)
    {
        const int Measured = 400;
        Frame[] stack = [.. Enumerable.Range(0, 1000).Select(make), StateFragments.Fragments.Shared([1, 2, 3], 0).Frame];
        var checkpoint = new StrandEncoder(symbols).Encode(stack, Header(), CheckpointKind.Full);
        var (asleep, read) = (new Samples(), new Samples());
        for (var pass = 0; pass < 2 * Measured; pass++)
        {
            // What comes before is for the compiler.
            if (pass == Measured)
                (asleep, read) = (new Samples(), new Samples());
            var start = Stopwatch.GetTimestamp();
            var loaded = StrandDecoder.DecodeAwake([checkpoint], symbols, SleepPolicy.Default);
            loaded.ToEncoder().Encode(loaded.Frames, Header(), CheckpointKind.Delta);
            asleep.Add(start, Stopwatch.GetTimestamp());
            Check(loaded.Frames[0].Sleeping is not null, "the frames were read");
            start = Stopwatch.GetTimestamp();
            loaded = StrandDecoder.Decode([checkpoint], symbols);
            loaded.ToEncoder().Encode(loaded.Frames, Header(), CheckpointKind.Delta);
            read.Add(start, Stopwatch.GetTimestamp());
        }

        return (asleep, read);
    }

    CheckpointHeader Header() => new() { Run = "order-42", Strand = "0", Epoch = 1, Sequence = sequence++, Modules = [0] };

    /// <summary>What the loaded frame holds of a type.</summary>
    static T Held<T>(DecodedStrand strand)
    {
        const BindingFlags Anywhere = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var frame = strand.Frames[0];
        return frame.GetType().GetFields(Anywhere).Where(f => f.FieldType == typeof(T)).Select(f => (T)f.GetValue(frame)!).Single();
    }

    static void Check(bool condition, string failure)
    {
        if (!condition)
            throw new BenchmarkFailedException(failure);
    }
}

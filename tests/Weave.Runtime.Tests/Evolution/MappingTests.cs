using Weave.Checkpoints;
using Weave.Execution;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Storage;

namespace Weave.Runtime.Tests.Evolution;

public class MappingTests
{
    static readonly FragmentFunction oldFunction = ValuesFrame.Declare(
        "Old.Flows.Run(Old.Thing)",
        "Run/for(i)",
        "thing:Old.Thing;i:int;scale:float;spare:string;spot:Old.Spot",
        static (reader, frame) => frame.Values = [reader.Get<Old.Thing>(), reader.Get<int>(), reader.Get<float>(), reader.Get<string>(), reader.Get<Old.Spot>()]);

    static readonly FragmentFunction newFunction = ValuesFrame.Declare(
        "New.Flows.Run(New.Thing)",
        "Run/for(i)",
        "i:long;scale:double;thing:New.Thing",
        static (reader, frame) => frame.Values = [reader.Get<long>(), reader.Get<double>(), reader.Get<New.Thing>()]);

    static ValuesFrame OldFrame(Old.Thing thing) => new(oldFunction, static (_, _) => { })
    {
        Cut = 1,
        Writes = writer =>
        {
            writer.Put(thing);
            writer.Put(7);
            writer.Put(0.5f);
            writer.Put("spare");
            writer.Put(new Old.Spot { X = 3, Y = 4 });
        },
    };

    static StoredCheckpoint Save(TestSymbols symbols, Frame frame) => new StrandEncoder(symbols).Encode([frame], Strands.Header(0), CheckpointKind.Full);

    static Old.Thing Sample()
    {
        var relic = new Old.Relic { Text = "kept" };
        var thing = new Old.Thing { Id = 42, Gone = "gone", Weight = 1.25f, Spots = [new() { X = 1, Y = 2 }, new() { X = -1, Y = 300 }], At = new() { X = 5, Y = 6 }, Relic = relic };
        thing.Next = new Old.Thing { Id = 43, Next = thing, Relic = relic, Spots = thing.Spots };
        relic.Other = thing;
        return thing;
    }

    static New.Thing LoadNew(TestSymbols symbols, StoredCheckpoint stored, out DecodedStrand strand, Func<BlobHash, ReadOnlyMemory<byte>?>? blobs = null)
    {
        symbols.Replace("Old.", "New.");
        strand = StrandDecoder.Decode([stored], symbols, "order-42", blobs);
        var frame = (ValuesFrame)strand.Frames[0];
        Assert.Equal(7L, frame.Values[0]);
        Assert.Equal(0.5, frame.Values[1]);
        return (New.Thing)frame.Values[2]!;
    }

    [Fact]
    public void An_object_that_stands_in_a_blob_is_mapped_as_any_other()
    {
        var symbols = new TestSymbols();
        var thing = Sample();
        thing.Gone = new string('g', 500);
        thing.Spots.AddRange(Enumerable.Range(0, 300).Select(static i => new Old.Spot { X = i, Y = -i }));
        for (var i = 0; i < 20; i++)
            thing = new Old.Thing { Id = 42, Weight = 1.25f, At = thing.At, Spots = thing.Spots, Next = thing, Gone = thing.Gone };
        var encoder = new StrandEncoder(symbols, new() { BlobBytes = 15 });
        var stored = encoder.Encode([OldFrame(thing)], Strands.Header(0), CheckpointKind.Full);
        var kept = encoder.TakeBlobs().ToDictionary(static b => b.Name, static b => b.Content);
        Assert.True(kept.Count > 20);
        var loaded = LoadNew(symbols, stored, out _, name => kept[name]);
        Assert.Equal((42L, 1.25, 5L), (loaded.Id, loaded.Weight, loaded.At.X));
        Assert.Equal((302, 299L), (loaded.Spots.Count, loaded.Spots[^1].X));
        Assert.Same(loaded.Spots, loaded.Next!.Spots);
    }

    [Fact]
    public void Members_are_found_by_name_and_converted()
    {
        var symbols = new TestSymbols();
        var thing = LoadNew(symbols, Save(symbols, OldFrame(Sample())), out _);
        Assert.Equal((42L, 1.25, null), (thing.Id, thing.Weight, thing.Price));
        Assert.Equal((0L, 0L, null), (thing.Home.X, thing.Home.Y, thing.Home.Name));
        Assert.Equal((5L, 6L, null), (thing.At.X, thing.At.Y, thing.At.Name));
        Assert.Equal([(1L, 2L), (-1L, 300L)], thing.Spots.Select(static spot => (spot.X, spot.Y)));
        Assert.Same(thing, thing.Next!.Next);
        Assert.Same(thing.Spots, thing.Next.Spots);
    }

    [Fact]
    public void What_new_code_does_not_know_comes_back_to_old_code()
    {
        var symbols = new TestSymbols();
        var thing = LoadNew(symbols, Save(symbols, OldFrame(Sample())), out var strand);
        thing.Id = 44;
        thing.Spots.RemoveAt(0);
        var frame = (ValuesFrame)strand.Frames[0];
        var again = new ValuesFrame(newFunction, static (_, _) => { })
        {
            Cut = 1,
            Kept = frame.Kept,
            Writes = writer =>
            {
                writer.Put(8L);
                writer.Put(0.25);
                writer.Put(thing);
            },
        };
        var stored = strand.ToEncoder().Encode([again], Strands.Header(1), CheckpointKind.Delta);
        Assert.Equal(-1, stored.Base);

        // Old code cannot read a long as an int by itself, so a copy of new code reads it here, and finds the bag again.
        var second = StrandDecoder.Decode([stored], symbols, "order-42");
        var kept = Weave.Evolution.KeptFields.Of(((ValuesFrame)second.Frames[0]).Values[2]!)!;
        Assert.Equal(["Gone:string", "Relic:New.Relic"], kept.Fields.Select(static field => field.Member.ToString()));
        var relic = Assert.IsType<Weave.Evolution.OpaqueObject>(Assert.Single(kept.Fields[1].References).Target);
        Assert.Same(((ValuesFrame)second.Frames[0]).Values[2], Assert.Single(relic.References).Target);
        Assert.Equal(["spare:string"], second.Frames[0].Kept!.Fields.Select(static field => field.Member.ToString()));
    }

    [Fact]
    public void A_value_that_new_code_needs_and_nobody_saved_is_refused()
    {
        var symbols = new TestSymbols();
        var stored = Save(symbols, OldFrame(Sample()));
        symbols.Replace("Old.", "New.");
        symbols.Replace(";scale:float;", ";ratio:float;");
        var error = Assert.Throws<ContractMismatchException>(() => StrandDecoder.Decode([stored], symbols, "order-42"));
        Assert.Contains("'scale' is live now and was not saved", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_is_gone_is_refused_where_it_is_needed()
    {
        var symbols = new TestSymbols();
        var stored = Save(symbols, State.Strands.Frame<object>(new Old.Relic()));
        symbols.Replace("Old.Relic", "New.Relic");
        var error = Assert.Throws<ContractMismatchException>(() => StrandDecoder.Decode([stored], symbols, "order-42"));
        Assert.Equal(("New.Relic", "order-42"), (error.Cut, error.Run));
    }
}

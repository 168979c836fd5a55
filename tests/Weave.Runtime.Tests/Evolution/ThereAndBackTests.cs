using System.Runtime.CompilerServices;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Storage;

[assembly: WeaveContracts("""
    # Weave contracts 1
    was New.Person | Years | Age
    migrates New.Person | Labels | System.Collections.Generic.HashSet<string> | Tags:System.Collections.Generic.List<string>;Age:int
    migrates New.Flows.Meet() | count | System.Collections.Generic.List<long> | size:int
    migrates New.Flows.Meet() | labels | System.Collections.Generic.List<string> | person:New.Person;spot:New.Spot
    """)]

namespace Weave.Runtime.Tests.Evolution;

/// <summary>Two builds in one store, one after the other: no field is lost on the way there and back.</summary>
public class ThereAndBackTests
{
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        CodecRegistry.Add(new FieldsCodec<Old.Card>(
            "Old.Card{Id:int;Gone:Old.Relic;Name:string}",
            static (writer, value) =>
            {
                writer.Put(value.Id);
                writer.Put(value.Gone);
                writer.Put(value.Name);
            },
            static (reader, value) => (value.Id, value.Gone, value.Name) = (reader.Get<int>(), reader.Get<Old.Relic?>(), reader.Get<string>())));
        CodecRegistry.Add(new FieldsCodec<New.Card>(
            "New.Card{Name:string;Id:int;Added:double}",
            static (writer, value) =>
            {
                writer.Put(value.Name);
                writer.Put(value.Id);
                writer.Put(value.Added);
            },
            static (reader, value) => (value.Name, value.Id, value.Added) = (reader.Get<string>(), reader.Get<int>(), reader.Get<double>())));
        CodecRegistry.Add(new FieldsCodec<Old.Person>(
            "Old.Person{Age:int;Tags:System.Collections.Generic.List<string>}",
            static (writer, value) =>
            {
                writer.Put(value.Age);
                writer.Put(value.Tags);
            },
            static (reader, value) => (value.Age, value.Tags) = (reader.Get<int>(), reader.Get<List<string>>())));
        CodecRegistry.Add(new FieldsCodec<New.Person>(
            "New.Person{Labels:System.Collections.Generic.HashSet<string>;Years:int}",
            static (writer, value) =>
            {
                writer.Put(value.Labels);
                writer.Put(value.Years);
            },
            static (reader, value) => (value.Labels, value.Years) = (reader.Get<HashSet<string>>(), reader.Get<int>())));
        Migrations.Add(new Migration<HashSet<string>>("New.Person", "Labels", static inputs => [.. inputs.Get<List<string>>(0), $"age {inputs.Get<int>(1)}"]));
        Migrations.Add(new Migration<List<long>>("New.Flows.Meet()", "count", static inputs => [inputs.Get<int>(0)]));
        Migrations.Add(new Migration<List<string>>("New.Flows.Meet()", "labels", static inputs => [.. inputs.Get<New.Person>(0).Labels, $"x {inputs.Get<New.Spot>(1).X}"]));
    }

    static readonly FragmentFunction oldMeet = ValuesFrame.Declare("Old.Flows.Meet()", "Meet/for(i)", "size:int;person:Old.Person;spot:Old.Spot", static (_, _) => { });

    static readonly FragmentFunction newMeet = ValuesFrame.Declare(
        "New.Flows.Meet()",
        "Meet/for(i)",
        "count:System.Collections.Generic.List<long>;labels:System.Collections.Generic.List<string>",
        static (reader, frame) => frame.Values = [reader.Get<List<long>>(), reader.Get<List<string>>()]);

    [Fact]
    public void A_field_that_new_code_does_not_know_survives_it()
    {
        var symbols = new TestSymbols();
        var card = new Old.Card { Id = 1, Name = "a", Gone = new Old.Relic { Text = "precious" } };
        card.Gone.Other = card;
        object[] cards = [card, card.Gone];
        var stored = new StrandEncoder(symbols).Encode([Strands.Frame<object>(cards[..1])], Strands.Header(0), CheckpointKind.Full);

        symbols = symbols.Copy("Old.Card", "New.Card").Copy("Old.Relic", "New.Relic");
        var there = StrandDecoder.Decode([stored], symbols, "order-42");
        var newer = (New.Card)((object[])((OneFrame<object>)there.Frames[0]).Value)[0];
        Assert.Equal(("a", 1, 0.0), (newer.Name, newer.Id, newer.Added));
        newer.Name = "b";
        newer.Added = 2.5;
        var encoder = there.ToEncoder(new StrandEncoderOptions { FreeChainBytes = 4096 });
        var again = encoder.Encode(there.Frames, Strands.Header(1), CheckpointKind.Delta);
        Assert.Equal(-1, again.Base);
        newer.Id = 3;
        var delta = encoder.Encode(there.Frames, Strands.Header(2), CheckpointKind.Delta);

        symbols = symbols.Copy("New.Card", "Old.Card").Copy("New.Relic", "Old.Relic");
        var back = StrandDecoder.Decode([again, delta], symbols, "order-42");
        var older = (Old.Card)((object[])((OneFrame<object>)back.Frames[0]).Value)[0];
        Assert.Equal(("b", 3, "precious"), (older.Name, older.Id, older.Gone!.Text));
        Assert.Same(older, older.Gone.Other);

        // And what old code does not know is there when new code comes again.
        older.Id = 4;
        var last = back.ToEncoder().Encode(back.Frames, Strands.Header(3), CheckpointKind.Delta);
        symbols = symbols.Copy("Old.Card", "New.Card").Copy("Old.Relic", "New.Relic");
        newer = (New.Card)((object[])((OneFrame<object>)StrandDecoder.Decode([last], symbols, "order-42").Frames[0]).Value)[0];
        Assert.Equal(("b", 4, 2.5), (newer.Name, newer.Id, newer.Added));
    }

    [Fact]
    public void A_value_that_is_copied_keeps_its_bag()
    {
        var symbols = new TestSymbols();
        var bytes = StateBytes.Encode<object>(new Old.Card { Id = 1, Name = "a", Gone = new Old.Relic { Text = "precious" } }, symbols);
        symbols = symbols.Copy("Old.Card", "New.Card");
        var again = StateBytes.Encode(StateBytes.Decode<object>(bytes, symbols), symbols);
        symbols = symbols.Copy("New.Card", "Old.Card");
        Assert.Equal("precious", ((Old.Card)StateBytes.Decode<object>(again, symbols)).Gone!.Text);
    }

    [Fact]
    public void A_migration_sees_whole_objects_and_may_make_objects()
    {
        var symbols = new TestSymbols();
        var tags = new List<string> { "x", "y" };
        var people = new object[] { new Old.Person { Age = 30, Tags = tags }, tags, new Dictionary<string, object> { ["p"] = new Old.Person { Age = 31, Tags = [] } } };
        var stored = new StrandEncoder(symbols).Encode([Strands.Frame<object>(people)], Strands.Header(0), CheckpointKind.Full);
        symbols = symbols.Copy("Old.Person", "New.Person");
        var loaded = (object[])((OneFrame<object>)StrandDecoder.Decode([stored], symbols, "order-42").Frames[0]).Value;
        var person = (New.Person)loaded[0];
        Assert.Equal(30, person.Years);
        Assert.Equal(["x", "y", "age 30"], person.Labels);
        Assert.Equal(["x", "y"], (List<string>)loaded[1]);
        Assert.Equal(["age 31"], ((New.Person)((Dictionary<string, object>)loaded[2])["p"]).Labels);
    }

    [Fact]
    public void Migrations_may_stand_inside_migrations()
    {
        var symbols = new TestSymbols();
        var person = new Old.Person { Age = 30, Tags = ["x"] };
        var frame = new ValuesFrame(oldMeet, static (_, _) => { })
        {
            Cut = 1,
            Writes = writer =>
            {
                writer.Put(2);
                writer.Put(person);
                writer.Put(new Old.Spot { X = 3, Y = 4 });
            },
        };
        var encoder = new StrandEncoder(symbols, new StrandEncoderOptions { FreeChainBytes = 4096 });
        var full = encoder.Encode([frame], Strands.Header(0), CheckpointKind.Full);
        person.Age = 31;
        var delta = encoder.Encode([frame], Strands.Header(1), CheckpointKind.Delta);
        Assert.Equal(0, delta.Base);
        symbols = symbols.Copy("Old.", "New.");
        var loaded = (ValuesFrame)StrandDecoder.Decode([full, delta], symbols, "order-42").Frames[0];
        Assert.Same(newMeet, loaded.Function);
        Assert.Equal([2L], (List<long>)loaded.Values[0]!);
        Assert.Equal(["x", "age 31", "x 3"], (List<string>)loaded.Values[1]!);
    }
}

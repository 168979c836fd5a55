using System.Runtime.CompilerServices;
using Weave.Codecs;
using Weave.State;

namespace Weave.Runtime.Tests.Evolution;

/// <summary>What two builds of the same module would register, in one process.</summary>
static class TwoBuilds
{
    public const string OldSpot = "Old.Spot{struct X:int;Y:int}";
    public const string NewSpot = "New.Spot{struct Y:long;X:long;Name:string}";

#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        CodecRegistry.Add(new ValueFieldsCodec<Old.Spot>(
            OldSpot,
            static (writer, value) =>
            {
                writer.Put(value.X);
                writer.Put(value.Y);
            },
            static reader => new Old.Spot { X = reader.Get<int>(), Y = reader.Get<int>() }));
        CodecRegistry.Add(new ValueFieldsCodec<New.Spot>(
            NewSpot,
            static (writer, value) =>
            {
                writer.Put(value.Y);
                writer.Put(value.X);
                writer.Put(value.Name);
            },
            static reader => new New.Spot { Y = reader.Get<long>(), X = reader.Get<long>(), Name = reader.Get<string>() }));
        CodecRegistry.Add(new FieldsCodec<Old.Relic>(
            "Old.Relic{Text:string;Other:object}",
            static (writer, value) =>
            {
                writer.Put(value.Text);
                writer.Put(value.Other);
            },
            static (reader, value) =>
            {
                value.Text = reader.Get<string>();
                value.Other = reader.Get<object?>();
            }));
        CodecRegistry.Add(new FieldsCodec<Old.Thing>(
            "Old.Thing{Id:int;Gone:string;Spots:System.Collections.Generic.List<Old.Spot>;At:Old.Spot;Next:Old.Thing;Relic:Old.Relic;Weight:float}",
            static (writer, value) =>
            {
                writer.Put(value.Id);
                writer.Put(value.Gone);
                writer.Put(value.Spots);
                writer.Put(value.At);
                writer.Put(value.Next);
                writer.Put(value.Relic);
                writer.Put(value.Weight);
            },
            static (reader, value) =>
            {
                value.Id = reader.Get<int>();
                value.Gone = reader.Get<string>();
                value.Spots = reader.Get<List<Old.Spot>>();
                value.At = reader.Get<Old.Spot>();
                value.Next = reader.Get<Old.Thing?>();
                value.Relic = reader.Get<Old.Relic?>();
                value.Weight = reader.Get<float>();
            }));
        CodecRegistry.Add(new FieldsCodec<New.Thing>(
            "New.Thing{Weight:double;Spots:System.Collections.Generic.List<New.Spot>;Next:New.Thing;Price:decimal?;Id:long?;Home:New.Spot;At:New.Spot}",
            static (writer, value) =>
            {
                writer.Put(value.Weight);
                writer.Put(value.Spots);
                writer.Put(value.Next);
                writer.Put(value.Price);
                writer.Put(value.Id);
                writer.Put(value.Home);
                writer.Put(value.At);
            },
            static (reader, value) =>
            {
                value.Weight = reader.Get<double>();
                value.Spots = reader.Get<List<New.Spot>>();
                value.Next = reader.Get<New.Thing?>();
                value.Price = reader.Get<decimal?>();
                value.Id = reader.Get<long?>();
                value.Home = reader.Get<New.Spot>();
                value.At = reader.Get<New.Spot>();
            }));
        CodecRegistry.Add(new ListCodec<Old.Spot>());
        CodecRegistry.Add(new ListCodec<New.Spot>());
    }
}

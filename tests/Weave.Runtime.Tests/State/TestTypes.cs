using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Runtime.Tests.State;

interface IShape;

sealed class Node : IShape
{
    public Node? Next;
    public int Value;
    public object? Extra;
}

/// <summary>Immutable by type.</summary>
sealed record Point(int X, int Y) : IShape;

/// <summary>Immutable by type, with something below it.</summary>
sealed record Segment(Point From, Point To);

/// <summary>A key whose hash needs what hangs below it.</summary>
sealed class BagKey : IEquatable<BagKey>
{
    public string Name = "";
    public Dictionary<Point, int> Parts = [];
    public object? Owner;

    public bool Equals(BagKey? other) => other is not null && Name == other.Name && Parts.Count == other.Parts.Count && Parts.All(p => other.Parts.TryGetValue(p.Key, out var v) && v == p.Value);

    public override bool Equals(object? obj) => Equals(obj as BagKey);

    public override int GetHashCode() => Parts.Aggregate(Name.Length, (hash, part) => hash ^ HashCode.Combine(part.Key, part.Value));
}

struct Money
{
    public decimal Amount;
    public string Currency;
}

struct Nothing;

enum Tiny : sbyte
{
    Least = -128,
    Most = 127,
}

enum Huge : ulong
{
    Zero,
    Most = ulong.MaxValue,
}

/// <summary>Codecs as the generator would emit them.</summary>
static class TestCodecs
{
#pragma warning disable CA2255 // generated code registers this way
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        CodecRegistry.Add(new NodeCodec());
        CodecRegistry.Add(new PointCodec());
        CodecRegistry.Add(new SegmentCodec());
        CodecRegistry.Add(new BagKeyCodec());
        CodecRegistry.Add(new MoneyCodec());
        CodecRegistry.Add(new NothingCodec());
        CodecRegistry.Add(new Codecs.EnumCodec<Tiny>());
        CodecRegistry.Add(new Codecs.EnumCodec<Huge>());
        CodecRegistry.Add(new Codecs.EnumCodec<DayOfWeek>());
    }

    sealed class NodeCodec : ObjectCodec<Node>
    {
        public override string Schema => "Test.Node{Next:Test.Node;Value:int;Extra:object}";

        public override void WriteBody(StateWriter writer, Node value)
        {
            writer.Put(value.Next);
            writer.Put(value.Value);
            writer.Put(value.Extra);
        }

        public override Node Allocate(StateReader reader) => (Node)RuntimeHelpers.GetUninitializedObject(typeof(Node));

        public override void ReadBody(StateReader reader, Node value)
        {
            value.Next = reader.Get<Node?>();
            value.Value = reader.Get<int>();
            value.Extra = reader.Get<object?>();
        }
    }

    sealed class PointCodec : ObjectCodec<Point>
    {
        public override string Schema => "Test.Point{X:int;Y:int}";

        public override bool Immutable => true;

        public override void WriteBody(StateWriter writer, Point value)
        {
            writer.Put(value.X);
            writer.Put(value.Y);
        }

        public override Point Allocate(StateReader reader) => (Point)RuntimeHelpers.GetUninitializedObject(typeof(Point));

        public override void ReadBody(StateReader reader, Point value)
        {
            X(value) = reader.Get<int>();
            Y(value) = reader.Get<int>();
        }

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<X>k__BackingField")]
        static extern ref int X(Point point);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<Y>k__BackingField")]
        static extern ref int Y(Point point);
    }

    sealed class SegmentCodec : ObjectCodec<Segment>
    {
        public override string Schema => "Test.Segment{From:Test.Point;To:Test.Point}";

        public override bool Immutable => true;

        public override void WriteBody(StateWriter writer, Segment value)
        {
            writer.Put(value.From);
            writer.Put(value.To);
        }

        public override Segment Allocate(StateReader reader) => (Segment)RuntimeHelpers.GetUninitializedObject(typeof(Segment));

        public override void ReadBody(StateReader reader, Segment value)
        {
            From(value) = reader.Get<Point>();
            To(value) = reader.Get<Point>();
        }

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<From>k__BackingField")]
        static extern ref Point From(Segment segment);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<To>k__BackingField")]
        static extern ref Point To(Segment segment);
    }

    sealed class BagKeyCodec : ObjectCodec<BagKey>
    {
        public override string Schema => "Test.BagKey{Name:string;Parts:Dictionary<Test.Point,int>;Owner:object}";

        public override void WriteBody(StateWriter writer, BagKey value)
        {
            writer.Put(value.Name);
            writer.Put(value.Parts);
            writer.Put(value.Owner);
        }

        public override BagKey Allocate(StateReader reader) => (BagKey)RuntimeHelpers.GetUninitializedObject(typeof(BagKey));

        public override void ReadBody(StateReader reader, BagKey value)
        {
            value.Name = reader.Get<string>();
            value.Parts = reader.Get<Dictionary<Point, int>>();
            value.Owner = reader.Get<object?>();
        }
    }

    sealed class MoneyCodec : Codec<Money>
    {
        public override string Schema => "Test.Money{struct Amount:decimal;Currency:string}";

        public override void Write(StateWriter writer, Money value)
        {
            writer.Put(value.Amount);
            writer.Put(value.Currency);
        }

        public override Money Read(StateReader reader) => new() { Amount = reader.Get<decimal>(), Currency = reader.Get<string>() };
    }

    sealed class NothingCodec : Codec<Nothing>
    {
        public override string Schema => "Test.Nothing{struct}";

        public override void Write(StateWriter writer, Nothing value)
        {
        }

        public override Nothing Read(StateReader reader) => default;
    }
}

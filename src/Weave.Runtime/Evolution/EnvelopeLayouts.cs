using System.Buffers.Binary;
using Weave.Contracts;
using Weave.State;

namespace Weave.Evolution;

/// <summary>What one envelope says of the types in it: enough to take bodies apart without their codecs.</summary>
sealed class EnvelopeLayouts
{
    /// <summary>Types inside types: C# knows no struct that holds itself, bytes may.</summary>
    const int DeepestNesting = 64;

    readonly Dictionary<string, TypeContract> values = new(StringComparer.Ordinal);
    readonly Dictionary<string, Shape> shapes = new(StringComparer.Ordinal);

    /// <param name="schemas">The texts of the schemas that the envelope lists.</param>
    public EnvelopeLayouts(IEnumerable<string> schemas)
    {
        foreach (var text in schemas)
        {
            if (!text.Contains('\n') && text.Contains('{') && TypeContract.Parse(text) is { IsValue: true } type)
                values.TryAdd(type.Name, type);
        }
    }

    /// <summary>The struct or enum with this name, or null.</summary>
    public TypeContract? ValueNamed(string name) => values.GetValueOrDefault(name);

    /// <summary>Where each member's value is in a body, in order.</summary>
    /// <param name="members">The members.</param>
    /// <param name="body">The bytes that hold them.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="end">Set to where they end.</param>
    /// <exception cref="CorruptStateException">They do not.</exception>
    public (int Start, int Length)[] Split(IReadOnlyList<Member> members, ReadOnlySpan<byte> body, int start, out int end)
    {
        var places = new (int, int)[members.Count];
        end = start;
        for (var i = 0; i < places.Length; i++)
        {
            var begin = end;
            end = Skip(ShapeOf(members[i].PlainType), body, begin);
            places[i] = (begin, end - begin);
        }

        return places;
    }

    /// <summary>Like <see cref="Split"/> for members that are all there is.</summary>
    /// <param name="members">The members.</param>
    /// <param name="data">The bytes that hold them.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="length">How many bytes they are.</param>
    /// <param name="owner">For error messages: what has them.</param>
    /// <param name="run">For error messages: the run.</param>
    /// <exception cref="CorruptStateException">They are not.</exception>
    public (int Start, int Length)[] SplitAll(IReadOnlyList<Member> members, byte[] data, int start, int length, string owner, string? run)
    {
        var places = Split(members, data.AsSpan(0, start + length), start, out var end);
        return end == start + length ? places : throw new CorruptStateException($"{owner} has bytes too many, at byte {end}.", run);
    }

    /// <summary>The shape of values of a type.</summary>
    /// <param name="type">Its name.</param>
    public Shape ShapeOf(string type) => ShapeOf(type, 0);

    Shape ShapeOf(string type, int depth)
    {
        if (shapes.TryGetValue(type, out var known))
            return known;
        if (depth > DeepestNesting)
            throw new CorruptStateException("A type is nested in itself.");
        return shapes[type] = Make(type, depth + 1);
    }

    Shape Make(string type, int depth)
    {
        if (type[^1] == '?')
            return new Shape.Optional(ShapeOf(type[..^1], depth));
        if (type[^1] == ']')
            return Shape.One;
        if (type[0] == '(')
            return new Shape.Sequence([.. Names.Arguments(type).Select(part => ShapeOf(part, depth))]);
        if (values.TryGetValue(type, out var value))
        {
            return value.Kind switch
            {
                TypeKind.Enum => Shape.One,
                TypeKind.Custom => Shape.Counted,
                _ => new Shape.Sequence([.. value.Members.Select(member => ShapeOf(member.PlainType, depth))]),
            };
        }

        return KnownShapes.Of(Names.Definition(type), [.. Names.Arguments(type).Select(part => ShapeOf(part, depth))]) ?? Shape.One;
    }

    static int Skip(Shape shape, ReadOnlySpan<byte> body, int at)
    {
        switch (shape)
        {
            case Shape.Items(var count):
                for (var i = 0; i < count; i++)
                    at = SkipItem(body, at);
                return at;
            case Shape.Block:
                var end = SkipItem(body, at);
                if (body[at] != Wire.Array16)
                    throw new CorruptStateException($"A value has no head, at byte {at}.");
                for (int i = 0, inside = BinaryPrimitives.ReadUInt16BigEndian(body[(at + 1)..]); i < inside; i++)
                    end = SkipItem(body, end);
                return end;
            case Shape.Sequence({ Count: 0 }):
                return SkipItem(body, at);
            case Shape.Sequence(var parts):
                foreach (var part in parts)
                    at = Skip(part, body, at);
                return at;
            case Shape.Optional(var value):
                // The mark tells: T? may be a reference too, which is one item and never true.
                return at < body.Length && body[at] == Wire.True ? Skip(value, body, at + 1) : SkipItem(body, at);
            default:
                throw new InvalidOperationException($"A shape is {shape}.");
        }
    }

    static int SkipItem(ReadOnlySpan<byte> body, int at)
    {
        var size = at < body.Length ? ItemWalker.SizeAt(body, at) : long.MaxValue;
        return size <= body.Length - at ? at + (int)size : throw new CorruptStateException($"The values end too early, at byte {at}.");
    }
}

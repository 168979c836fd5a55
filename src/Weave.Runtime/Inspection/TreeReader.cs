using System.Globalization;
using System.Text;
using Weave.Contracts;
using Weave.Evolution;
using Weave.State;

namespace Weave.Inspection;

/// <summary>Makes trees of bodies by their schemas.</summary>
sealed class TreeReader(IReadOnlyDictionary<long, RecordView> records, ViewLimits limits, string? run)
{
    readonly HashSet<long> shown = [];
    readonly StateReader reader = new(run);
    int depth;

    /// <summary>A frame: the cut, and its values.</summary>
    public StateNode Frame(CutContract cut, RecordView body) =>
        new(cut.Cut, cut.Function, null, Members(Execution.OpenFunctions.Close(cut), body, body.Start, out _));

    /// <summary>An object by its id, however deep the limits let it be.</summary>
    public StateNode Root(long id)
    {
        depth--;
        var node = Object("", id);
        depth++;
        return node;
    }

    /// <summary>An object by its id.</summary>
    public StateNode Object(string name, long id)
    {
        if (!records.TryGetValue(id, out var body))
            throw new CorruptStateException($"Object {id} is referred to and has no record.", run);
        var type = TypeContract.Parse(body.Schema);
        if (type.Name == "string")
            return Text(name, body) with { Id = id };
        if (depth >= limits.Depth || !shown.Add(id))
            return new StateNode(name, type.Name, null, []) { Id = id, IsReference = true };
        depth++;
        var node = type.Kind switch
        {
            TypeKind.Class or TypeKind.Struct => new StateNode(name, type.Name, null, Members(type.Members, body, body.Start, out _)),
            TypeKind.Enum => Scalar(name, type.Underlying, body, body.Start, body.Length) with { Type = type.Name },
            _ => KnownBodies.Read(name, type.Name, body, this),
        };
        depth--;
        return node with { Id = id };
    }

    /// <summary>The values of a list of members.</summary>
    public IReadOnlyList<StateNode> Members(IReadOnlyList<Member> members, RecordView body, int start, out int end)
    {
        var places = body.Layouts.Split(members, body.Bytes.AsSpan(0, body.Start + body.Length), start, out end);
        return [.. members.Select((member, i) => member.IsSecret
            ? new StateNode(member.Name, member.PlainType, "(secret)", [])
            : Value(member.Name, member.PlainType, body, places[i].Start, places[i].Length))];
    }

    /// <summary>One value of a type.</summary>
    public StateNode Value(string name, string type, RecordView body, int start, int length)
    {
        var shape = body.Layouts.ShapeOf(type);
        var bytes = body.Bytes;
        if (shape is Shape.Optional)
        {
            // The mark tells: T? may be a reference too.
            var skip = bytes[start] == Wire.True && length > 1 ? 1 : 0;
            return bytes[start] == Wire.Nil ? new StateNode(name, type, "null", []) : Value(name, type[..^1], body, start + skip, length - skip) with { Type = type };
        }

        if (body.Layouts.ValueNamed(type) is { } value)
        {
            return value.Kind switch
            {
                TypeKind.Enum => Scalar(name, value.Underlying, body, start, length) with { Type = type },
                TypeKind.Custom => new StateNode(name, type, null, Items(body, start + 3, length - 3, out var hidden)) { Hidden = hidden },
                _ => new StateNode(name, type, null, Members(value.Members, body, start, out _)),
            };
        }

        if (shape is Shape.Sequence && type[0] == '(' || type.StartsWith("System.Collections.Generic.KeyValuePair<", StringComparison.Ordinal))
        {
            var names = type[0] == '(' ? Enumerable.Range(1, 8).Select(static i => $"Item{i}").ToArray() : ["Key", "Value"];
            return new StateNode(name, type, null, Members([.. Names.Arguments(type).Select((part, i) => new Member(names[i], part))], body, start, out _));
        }

        return Scalar(name, type, body, start, length);
    }

    /// <summary>Items of which nothing is known but what they say themselves.</summary>
    public IReadOnlyList<StateNode> Items(RecordView body, int start, int length, out int hidden)
    {
        var parts = new List<StateNode>();
        hidden = 0;
        for (int at = start, i = 0; at < start + length; i++)
        {
            var size = (int)Math.Min(ItemWalker.SizeAt(body.Bytes.AsSpan(0, start + length), at), start + length - at);
            if (i < limits.Parts)
                parts.Add(Item(i.ToString(CultureInfo.InvariantCulture), "", body, at, size));
            else
                hidden++;
            at += size;
        }

        return parts;
    }

    /// <summary>True if no more parts of a value shall be shown.</summary>
    public bool IsEnough(int parts) => parts >= limits.Parts;

    StateNode Text(string name, RecordView body)
    {
        reader.MoveTo(body.Bytes, body.Start, body.Length);
        return new StateNode(name, "string", Quoted(reader.GetText() ?? ""), []);
    }

    StateNode Scalar(string name, string type, RecordView body, int start, int length)
    {
        reader.MoveTo(body.Bytes, start, length);
        if (Scalars.Read(type, reader) is { } text)
            return new StateNode(name, type, text, []);
        return Item(name, type, body, start, length);
    }

    StateNode Item(string name, string type, RecordView body, int start, int length)
    {
        var format = body.Bytes[start];
        if (format is >= Wire.FixExt1 and <= Wire.FixExt8)
        {
            var walker = new ItemWalker(body.Bytes.AsSpan(start, length));
            if (walker.NextReference(keysOnly: false, out var id))
                return Object(name, (long)id);
        }

        reader.MoveTo(body.Bytes, start, length);
        var text = format switch
        {
            Wire.Nil => "null",
            Wire.True => "true",
            Wire.False => "false",
            Wire.Float32 => reader.Get<float>().ToString("R", CultureInfo.InvariantCulture),
            Wire.Float64 => reader.Get<double>().ToString("R", CultureInfo.InvariantCulture),
            <= 0x7F or >= 0xE0 or (>= Wire.UInt8 and <= Wire.UInt32) or (>= Wire.Int8 and <= Wire.Int64) => reader.GetInt64().ToString(CultureInfo.InvariantCulture),
            Wire.UInt64 => reader.GetUInt64().ToString(CultureInfo.InvariantCulture),
            Wire.Bin8 or Wire.Bin16 or Wire.Bin32 => $"({reader.GetBinary().Length} bytes)",
            _ when StateReader.IsText(format) => Quoted(reader.GetText() ?? ""),
            _ => $"({Convert.ToHexStringLower(body.Bytes.AsSpan(start, Math.Min(length, 32)))})",
        };
        return new StateNode(name, type, text, []);
    }

    string Quoted(string text)
    {
        var cut = text.Length > limits.Text ? text[..limits.Text] + $"... ({text.Length} characters)" : text;
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < cut.Length; i++)
        {
            var c = cut[i];
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < cut.Length && char.IsLowSurrogate(cut[i + 1]))
                quoted.Append(c).Append(cut[++i]);
            else if (char.IsControl(c) || char.IsSurrogate(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}

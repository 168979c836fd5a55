using System.Globalization;
using Weave.Contracts;
using Weave.State;

namespace Weave.Inspection;

/// <summary>The records of the collections that everybody uses, element by element; of any other type of the runtime, item by item.</summary>
static class KnownBodies
{
    /// <summary>The tree of a record.</summary>
    public static StateNode Read(string name, string type, RecordView body, TreeReader tree)
    {
        var parts = new List<StateNode>();
        var hidden = 0;
        var arguments = Names.Arguments(type);
        var understood = type.EndsWith("[]", StringComparison.Ordinal)
            ? Elements(ElementOf(type), body, tree, parts, out hidden)
            : Names.Plain(type) switch
            {
                "System.Collections.Generic.List" or "System.Collections.Generic.Queue" or "System.Collections.Generic.Stack" or "System.Collections.Generic.LinkedList"
                    or "System.Collections.Immutable.ImmutableList" => Elements(arguments[0], body, tree, parts, out hidden),
                "System.Collections.Generic.HashSet" => Slots(arguments[0], null, body, tree, parts, out hidden),
                "System.Collections.Generic.Dictionary" => Slots(arguments[0], arguments[1], body, tree, parts, out hidden),
                _ => false,
            };
        if (understood)
            return new StateNode(name, type, null, parts) { Hidden = hidden };
        return new StateNode(name, type, null, tree.Items(body, body.Start, body.Length, out hidden)) { Hidden = hidden };
    }

    /// <summary>The element of <c>int[][,]</c> is <c>int[,]</c>: the outer rank stands first.</summary>
    static string ElementOf(string type)
    {
        var first = type.Length - 2;
        while (first > 0 && type[first - 1] == ']')
            first = type.LastIndexOf('[', first - 1);
        return type[..first] + type[(type.IndexOf(']', first) + 1)..];
    }

    static bool Elements(string element, RecordView body, TreeReader tree, List<StateNode> parts, out int hidden)
    {
        hidden = 0;
        if (body.Bytes[body.Start] == Wire.Nil)
            return true;
        var reader = Reader(body, body.Start);
        var count = (int)reader.GetUnsigned(int.MaxValue);
        var at = body.Start + body.Length - reader.Remaining;
        if (Scalars.BlockSize(element) is > 0 and var size && body.Bytes[at] is Wire.Bin8 or Wire.Bin16 or Wire.Bin32)
        {
            var block = reader.GetBinary();
            for (var i = 0; i < count && !tree.IsEnough(i); i++)
                parts.Add(new StateNode(i.ToString(CultureInfo.InvariantCulture), element, Scalars.OfBlock(element, block.Slice(i * size, size)), []));
            hidden = count - parts.Count;
            return true;
        }

        for (var i = 0; i < count && !tree.IsEnough(i); i++)
            at = Next(i.ToString(CultureInfo.InvariantCulture), element, body, at, tree, parts);
        hidden = count - parts.Count;
        return true;
    }

    /// <summary>A hashing collection: comparer, counts, free slots; then elements, or keys and values one way or the other.</summary>
    static bool Slots(string key, string? value, RecordView body, TreeReader tree, List<StateNode> parts, out int hidden)
    {
        var whole = body.Bytes.AsSpan(0, body.Start + body.Length);
        var reader = Reader(body, body.Start + (int)ItemWalker.SizeAt(whole, body.Start));
        var used = (int)reader.GetUnsigned(int.MaxValue);
        var free = (int)reader.GetUnsigned(int.MaxValue);
        for (var i = 0; i <= free; i++)
            reader.GetUInt64();
        var at = body.Start + body.Length - reader.Remaining;
        hidden = 0;
        if (value is null)
        {
            for (var i = 0; i < used && !tree.IsEnough(i); i++)
                at = Next(i.ToString(CultureInfo.InvariantCulture), key, body, at, tree, parts);
            hidden = used - parts.Count;
            return true;
        }

        var keys = new List<int>();
        var behind = at;
        for (var i = 0; i < used; i++)
        {
            keys.Add(behind);
            behind = End(key, body, behind);
        }

        var apart = behind < whole.Length && whole[behind] == ItemWalker.KeysEnd;
        var valueAt = behind + 1;
        for (var i = 0; i < used && !tree.IsEnough(i); i++)
        {
            var pair = new List<StateNode>();
            if (apart)
            {
                Next("Key", key, body, keys[i], tree, pair);
                valueAt = Next("Value", value, body, valueAt, tree, pair);
            }
            else
            {
                at = Next("Key", key, body, at, tree, pair);
                at = Next("Value", value, body, at, tree, pair);
            }

            parts.Add(new StateNode(i.ToString(CultureInfo.InvariantCulture), "", null, pair));
        }

        hidden = used - parts.Count;
        return true;
    }

    static int Next(string name, string type, RecordView body, int at, TreeReader tree, List<StateNode> parts)
    {
        var end = End(type, body, at);
        parts.Add(tree.Value(name, type, body, at, end - at));
        return end;
    }

    static int End(string type, RecordView body, int at)
    {
        body.Layouts.Split([new Member("", type)], body.Bytes.AsSpan(0, body.Start + body.Length), at, out var end);
        return end;
    }

    static StateReader Reader(RecordView body, int at)
    {
        var reader = new StateReader(run: null);
        reader.MoveTo(body.Bytes, at, body.Start + body.Length - at);
        return reader;
    }
}

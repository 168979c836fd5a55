using Weave.Codecs;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class IdentityTests
{
    [Fact]
    public void Aliases_cycles_and_polymorphism_survive()
    {
        CodecRegistry.Add(new ArrayCodec<IShape>());
        var node = new Node { Value = 1 };
        node.Next = node;
        var shared = new object();
        node.Extra = new object?[] { node, shared, shared, 5, "short", new Point(1, 2), null };
        var copy = Copy<IShape[]>([node, new Point(3, 4), node]);
        Assert.Same(copy[0], copy[2]);
        Assert.Equal(new Point(3, 4), copy[1]);
        var root = Assert.IsType<Node>(copy[0]);
        Assert.Same(root, root.Next);
        var items = (object?[])root.Extra!;
        Assert.Same(root, items[0]);
        Assert.Same(items[1], items[2]);
        Assert.Equal([5, "short", new Point(1, 2), null], items[3..]);
    }

    [Fact]
    public void A_box_is_one_object()
    {
        object box = 5;
        var copy = Copy<object[]>([box, box, 5]);
        Assert.Same(copy[0], copy[1]);
        Assert.NotSame(copy[0], copy[2]);
        Assert.Equal(5, copy[2]);
    }

    [Fact]
    public void A_million_nodes_in_a_row_do_not_overflow()
    {
        Node? first = null;
        for (var i = 0; i < 1_000_000; i++)
            first = new Node { Next = first, Value = i };
        var copy = Copy(first);
        var count = 0;
        for (; copy is not null; copy = copy.Next)
            Assert.Equal(999_999 - count++, copy.Value);
        Assert.Equal(1_000_000, count);
    }

    [Fact]
    public void Boxes_in_boxes_do_not_nest()
    {
        CodecRegistry.Add(new ValueTupleCodec<int, object?>());
        object? chain = null;
        for (var i = 0; i < 100_000; i++)
            chain = (i, chain);
        var copy = Copy(chain);
        for (var i = 99_999; i >= 0; i--)
        {
            var (number, next) = ((int, object?))copy!;
            Assert.Equal(i, number);
            copy = next;
        }
    }

    [Fact]
    public void Many_objects_of_random_shape_come_back_isomorphic()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var nodes = Enumerable.Range(0, random.Next(1, 300)).Select(i => new Node { Value = i }).ToArray();
            foreach (var node in nodes)
            {
                node.Next = random.Next(4) == 0 ? null : nodes[random.Next(nodes.Length)];
                node.Extra = random.Next(5) switch
                {
                    0 => nodes[random.Next(nodes.Length)],
                    1 => new List<object> { nodes[random.Next(nodes.Length)], round },
                    2 => new string('y', random.Next(100)),
                    3 => random.NextDouble(),
                    _ => null,
                };
            }

            Assert.Equal(Describe(nodes[0]), Describe(Copy(nodes[0])));
        }
    }

    /// <summary>An independent walk: each object by the number of its first visit.</summary>
    static string Describe(object root)
    {
        var seen = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<object>();
        var text = new System.Text.StringBuilder();
        string Name(object? value)
        {
            if (value is null or string or double or int)
                return $"{value}";
            if (seen.TryAdd(value, seen.Count))
                queue.Enqueue(value);
            return $"#{seen[value]}";
        }

        Name(root);
        while (queue.TryDequeue(out var next))
        {
            text.Append(next switch
            {
                Node node => $"node {node.Value} {Name(node.Next)} {Name(node.Extra)}\n",
                List<object> list => $"list {string.Join(' ', list.Select(Name))}\n",
                _ => $"{next.GetType()}\n",
            });
        }

        return text.ToString();
    }
}

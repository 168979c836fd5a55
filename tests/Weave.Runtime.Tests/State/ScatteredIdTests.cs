using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

/// <summary>Ids say nothing of how many objects there are: most of those that were handed out may be gone.</summary>
public class ScatteredIdTests
{
    readonly TestSymbols symbols = new();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 40)]
    [InlineData(3, 300)]
    public void What_stays_while_much_comes_and_goes_loads_as_it_is(int seed, int size)
    {
        var random = new Random(seed);
        var strand = new Strands(symbols, new() { FreeChainBytes = 1 << 16 });
        var state = Enumerable.Range(0, size).Select(i => (object?)new Node { Value = i }).ToList();
        for (var pass = 0; pass < 60; pass++)
        {
            for (var i = 1; i < size; i++)
            {
                state[i] = random.Next(8) switch
                {
                    0 => state[i],
                    1 => state[random.Next(size)],
                    2 => new long[1000 + random.Next(3000)],
                    _ => new Node { Value = random.Next(), Next = state[random.Next(size)] as Node },
                };
                if (state[i] is long[] numbers)
                    numbers[random.Next(numbers.Length)] = random.Next();
            }

            strand.Take(random.Next(9) == 0 ? CheckpointKind.Full : CheckpointKind.Delta, Frame(state));
            Check(state, strand.Value<List<object?>>());
            Check(state, Staged(strand.Chain));
            if (random.Next(10) == 0)
                state = ((OneFrame<List<object?>>)strand.Restart()[0]).Value;
        }
    }

    [Fact]
    public void Ids_below_those_of_the_first_checkpoint_are_found()
    {
        var high = new StrandEncoder(symbols, new() { FreeChainBytes = 1 << 20 });
        var low = new StrandEncoder(symbols, new() { FreeChainBytes = 1 << 20 });
        for (var i = 0; i < 10; i++)
            high.Encode([Frame(Nodes(100))], Header(i), CheckpointKind.Full);
        var first = high.Encode([Frame(Nodes(50))], Header(10), CheckpointKind.Full);
        low.Encode([Frame<List<object?>>(null!)], Header(10), CheckpointKind.Full);
        var state = Nodes(20);
        StoredCheckpoint[] chain = [first, low.Encode([Frame(state)], Header(11), CheckpointKind.Delta)];
        Check(state, Value(StrandDecoder.Decode(chain, symbols).Frames));
        Check(state, Staged(chain));

        // More of them than there were, and one that has changed.
        state.AddRange(Nodes(500));
        ((Node)state[0]!).Value = 77;
        chain = [first, chain[1], low.Encode([Frame(state)], Header(12), CheckpointKind.Delta)];
        Assert.True(chain[^1].Base >= 0);
        Check(state, Value(StrandDecoder.Decode(chain, symbols).Frames));
        Check(state, Staged(chain));
    }

    static List<object?> Nodes(int count) => [.. Enumerable.Range(0, count).Select(i => new Node { Value = i })];

    static List<object?> Value(IReadOnlyList<Frame> frames) => ((OneFrame<List<object?>>)frames[0]).Value;

    List<object?> Staged(IEnumerable<StoredCheckpoint> chain)
    {
        var staged = new StagedStrand(symbols, "order-42");
        foreach (var checkpoint in chain)
            staged.Add(checkpoint);
        return Value(staged.Complete());
    }

    static void Check(List<object?> expected, List<object?> actual)
    {
        var twins = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Same(expected[i], actual[i]);

        void Same(object? left, object? right)
        {
            // Two variables refer to one object on both sides or on neither.
            for (; left is not null && right is not null && !twins.ContainsKey(left); (left, right) = ((left as Node)?.Next, (right as Node)?.Next))
            {
                Assert.Equal(left.GetType(), right.GetType());
                twins.Add(left, right);
                Assert.True(seen.Add(right));
                if (left is Node node)
                    Assert.Equal(node.Value, ((Node)right).Value);
                else
                    Assert.Equal((long[])left, (long[])right);
            }

            if (left is null)
                Assert.Null(right);
            else
                Assert.Same(twins[left], right);
        }
    }
}

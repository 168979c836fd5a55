using FsCheck;
using FsCheck.Fluent;
using Weave.Codecs;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Testing;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.Properties;

/// <summary>What comes out is what went in, for random object graphs: compared by a reflection walk that knows nothing of codecs.</summary>
public class GraphPropertyTests
{
    public GraphPropertyTests() => CodecRegistry.Add(new DictionaryCodec<Point, object?>());

    static void ForAll<T>(Func<T, string?> difference, int tests)
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<T>(), value => difference(value) is { } found ? false.Label(found) : true.Label("alike"));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithStartSize(1).WithEndSize(40), property);
    }

    [Fact]
    public void A_graph_comes_back_with_every_alias_and_cycle() => ForAll<Spec[]>(
        static specs =>
        {
            var graph = new RandomGraph(specs).Objects;
            return ObjectGraph.Difference(graph, Copy(graph));
        },
        tests: 1500);

    [Fact]
    public void Equal_graphs_have_equal_bytes_and_what_was_loaded_has_the_same() => ForAll<Spec[]>(
        static specs =>
        {
            var symbols = new TestSymbols();
            var bytes = StateBytes.Encode(new RandomGraph(specs).Objects, symbols);
            var again = StateBytes.Encode(StateBytes.Decode<object?[]>(bytes, symbols), symbols);
            return bytes.AsSpan().SequenceEqual(again) ? null : "the bytes differ";
        },
        tests: 500);

    [Fact]
    public void A_chain_of_deltas_gives_the_last_state_across_restarts() => ForAll<Tuple<Spec[], Edit[]>>(
        static story =>
        {
            var graph = new RandomGraph(story.Item1);
            var roots = graph.Objects;
            var strand = new Strands(new TestSymbols(), new StrandEncoderOptions { MaxChainRatio = 1000, Compress = story.Item2.Length % 2 == 0 });
            strand.Take(Checkpoints.CheckpointKind.Full, Frame(roots));
            foreach (var edit in story.Item2)
            {
                graph.Change(edit);
                strand.Delta(Frame(roots));
                if (ObjectGraph.Difference(roots, strand.Value<object?[]>()) is { } difference)
                    return difference;
                if (!edit.Restart)
                    continue;
                roots = ((OneFrame<object?[]>)strand.Restart()[0]).Value;
                graph = new RandomGraph(roots);
            }

            return null;
        },
        tests: 400);
}

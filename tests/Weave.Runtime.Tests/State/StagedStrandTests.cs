using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

/// <summary>A strand that comes in parts: large arrays and lists are made as they come.</summary>
public class StagedStrandTests
{
    readonly TestSymbols symbols = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_large_list_that_grows_shrinks_and_changes_between_parts_is_what_it_was_at_the_last(int seed)
    {
        var random = new Random(seed);
        var sending = new StrandEncoder(symbols, new() { MaxDeltas = int.MaxValue, FreeChainBytes = int.MaxValue });
        var staged = new StagedStrand(symbols, "order-42");
        var list = Enumerable.Range(0, 2_000).ToList();
        for (var part = 0; part < 40; part++)
        {
            staged.Add(sending.Encode([Frame(list)], Header(part), CheckpointKind.Delta));
            switch (random.Next(4))
            {
                case 0:
                    list.AddRange(Enumerable.Range(0, random.Next(1, 500)));
                    break;
                case 1 when list.Count > 1_500:
                    list.RemoveRange(random.Next(1_000), random.Next(1, 400));
                    break;
                default:
                    list[random.Next(list.Count)] = random.Next();
                    break;
            }
        }

        staged.Add(sending.Encode([Frame(list)], Header(40), CheckpointKind.Delta));
        Assert.Equal(list, ((OneFrame<List<int>>)staged.Complete()[0]).Value);
    }
}

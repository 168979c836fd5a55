using Weave.Codecs;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.Hostile;

public class HostileCampaignTests
{
    [Fact]
    public void Twenty_thousand_mutations_end_in_success_or_in_a_typed_error()
    {
        var campaign = new HostileCampaign();
        for (var i = 0; i < 20_000; i++)
            Assert.Null(campaign.Try(seed: 5, i));
        Assert.True(campaign.Outcomes["loaded"] > 2000 && campaign.Outcomes[nameof(CorruptStateException)] > 5000, string.Join(' ', campaign.Outcomes));
    }

    [Fact]
    public void What_is_mutated_can_be_loaded_and_has_every_codec_in_it()
    {
        var symbols = new TestSymbols();
        var stored = new StrandEncoder(symbols).Encode(HostileStates.All(), Header(0), Checkpoints.CheckpointKind.Full);
        Assert.Equal(stored.Bytes.ToArray(), Anatomy.Of(stored.Bytes.ToArray()).Whole());
        StrandDecoder.Decode([stored], symbols);
        var used = Checkpoints.CheckpointReader.Open(stored.Bytes, symbols).Schemas.Where(static text => !text.Contains('\n', StringComparison.Ordinal))
            .Select(static text => CodecRegistry.FindSchema(text)!.GetType()).Select(static type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        var known = typeof(ListCodec<>).Assembly.GetTypes().Where(static type => type.Namespace == "Weave.Codecs" && !type.IsAbstract && IsCodec(type));
        Assert.Empty(known.Where(type => !used.Contains(type)).Select(static type => type.Name));
    }

    /// <summary>The cheapest objects of a kind, as many as there are bytes for: none costs more than the multiple that is promised.</summary>
    [Fact]
    public void No_object_costs_more_than_its_bytes_allow()
    {
        foreach (var make in new Func<object?>[]
        {
            () => new object(), () => new List<int>(), () => new Dictionary<int, string>(), () => new System.Collections.Concurrent.ConcurrentDictionary<string, int>(), () => new System.Collections.Concurrent.ConcurrentQueue<int>(),
            () => new System.Collections.Concurrent.ConcurrentBag<int>(), () => new Random(0), () => new System.Text.StringBuilder(), () => System.Globalization.CultureInfo.InvariantCulture.Clone(),
            () => new System.Collections.ObjectModel.ObservableCollection<int>(), () => System.Collections.Immutable.ImmutableDictionary.CreateBuilder<string, int>(), () => new Queue<int>(), () => new PriorityQueue<string, int>(),
            () => System.Text.Json.JsonDocument.Parse("1").RootElement, () => new System.Text.UTF8Encoding(false), () => new System.Net.IPEndPoint(1, 1),
        })
        {
            var bytes = StateBytes.Encode(Enumerable.Range(0, 3000).Select(_ => make()).ToArray(), new TestSymbols() is var symbols ? symbols : null!);
            StateBytes.Decode<object?[]>(bytes, symbols);
            var before = GC.GetAllocatedBytesForCurrentThread();
            StateBytes.Decode<object?[]>(bytes, symbols);
            var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)bytes.Length;
            Assert.True(each <= HostileCampaign.Multiple, $"{make()!.GetType()}: {each:F0} bytes for each byte");
        }
    }

    static bool IsCodec(Type type)
    {
        for (var part = type.BaseType; part is not null; part = part.BaseType)
        {
            if (part == typeof(Codec))
                return true;
        }

        return false;
    }
}

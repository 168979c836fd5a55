using Weave.Execution;

namespace Weave.Cluster;

/// <summary>What a stack of frames needs of its host: what each of its functions does, because each will go on there, and the data that it waits to be near.</summary>
static class StackNeeds
{
    public static IReadOnlyList<string> Of(IReadOnlyList<Frame> frames)
    {
        var needs = Capability.None;
        if (FragmentFunction.AnyNeeds)
        {
            foreach (var frame in frames)
                needs |= frame.Function.Needs;
        }

        var offers = Offer.Of(needs);
        return frames is [.., NearFrame near] ? [.. offers.Append(Offer.Data(near.Data)).Order(StringComparer.Ordinal)] : offers;
    }
}

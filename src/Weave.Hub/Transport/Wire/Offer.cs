namespace Weave.Transport.Wire;

/// <summary>What one side takes from the other.</summary>
/// <param name="Frame">Bytes of a <see cref="FrameType.Body"/> frame.</param>
/// <param name="Calls">Requests at a time.</param>
/// <param name="Window">Bytes of one body that may come before its first credit.</param>
/// <param name="Body">Bytes of a body.</param>
readonly record struct Offer(uint Frame, uint Calls, uint Window, ulong Body)
{
    internal void Write(FrameWriter to)
    {
        to.U32(Frame);
        to.U32(Calls);
        to.U32(Window);
        to.U64(Body);
    }

    internal static Offer Read(ref PayloadReader from)
    {
        var offer = new Offer(from.U32(), from.U32(), from.U32(), from.U64());
        return offer is { Frame: >= 1024, Calls: >= 1 and <= Protocol.MostCalls, Window: >= 1024, Body: > 0 and <= int.MaxValue }
            ? offer
            : throw new WireException($"limits that nobody can keep: {offer}");
    }
}

namespace Weave.Transport.Wire;

/// <summary>The first frame of who dialled.</summary>
/// <param name="Newest">The newest version that it speaks.</param>
/// <param name="Oldest">The oldest.</param>
/// <param name="Cluster">Its cluster.</param>
/// <param name="From">Its id.</param>
/// <param name="To">The hub that it means.</param>
/// <param name="Session">Its half of the pair's session: another one each time it starts.</param>
/// <param name="Known">The other half as it knows it, or zeros.</param>
/// <param name="LastConnection">The number of the pair's last connection that it had.</param>
/// <param name="Takes">Its limits.</param>
/// <param name="Wanted">The requests that it has sent and still wants to be answered.</param>
sealed record Hello(ushort Newest, ushort Oldest, string Cluster, string From, string To, Guid Session, Guid Known, ulong LastConnection, Offer Takes, ulong[] Wanted)
{
    internal void Write(FrameWriter to)
    {
        to.Begin();
        to.Bytes(Protocol.Magic);
        to.U16(Newest);
        to.U16(Oldest);
        to.Text(Cluster);
        to.Text(From);
        to.Text(To);
        to.Session(Session);
        to.Session(Known);
        to.U64(LastConnection);
        Takes.Write(to);
        to.Ids(Wanted);
        to.End(FrameType.Hello);
    }

    /// <summary>Reads a hello. Of another version only the numbers of versions are read: the rest may look different.</summary>
    internal static Hello Read(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Type != FrameType.Hello || !payload.StartsWith(Protocol.Magic))
            throw new WireException($"a {header.Type} frame where a hello must be");
        var from = new PayloadReader(FrameType.Hello, payload[Protocol.Magic.Length..]);
        var (newest, oldest) = (from.U16(), from.U16());
        if (oldest > Protocol.Newest || newest < Protocol.Oldest)
            return new(newest, oldest, "", "", "", default, default, 0, default, []);
        var hello = new Hello(newest, oldest, from.Text(), from.Text(), from.Text(), from.Session(), from.Session(), from.U64(), Offer.Read(ref from), from.Ids());
        if (newest <= Protocol.Newest)
            from.End();
        return hello;
    }
}

namespace Weave.Transport.Wire;

/// <summary>The answer to a <see cref="Hello"/>.</summary>
/// <param name="Version">The version that both speak from here on.</param>
/// <param name="Session">The half of the pair's session that is the answering hub's.</param>
/// <param name="Connection">The connection's number.</param>
/// <param name="Takes">Its limits.</param>
/// <param name="Have">Those of the hello's wanted requests that it has in full: they need not be sent again.</param>
/// <param name="Wanted">The requests that it has sent itself and still wants to be answered.</param>
sealed record Welcome(ushort Version, Guid Session, ulong Connection, Offer Takes, ulong[] Have, ulong[] Wanted)
{
    internal void Write(FrameWriter to)
    {
        to.Begin();
        to.U16(Version);
        to.Session(Session);
        to.U64(Connection);
        Takes.Write(to);
        to.Ids(Have);
        to.Ids(Wanted);
        to.End(FrameType.Welcome);
    }

    internal static Welcome Read(ReadOnlySpan<byte> payload)
    {
        var from = new PayloadReader(FrameType.Welcome, payload);
        var welcome = new Welcome(from.U16(), from.Session(), from.U64(), Offer.Read(ref from), from.Ids(), from.Ids());
        from.End();
        return welcome.Version is >= Protocol.Oldest and <= Protocol.Newest ? welcome : throw new WireException($"a welcome in version {welcome.Version}");
    }
}

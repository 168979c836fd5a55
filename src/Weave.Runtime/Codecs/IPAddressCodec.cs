using System.Net;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="IPAddress"/>: its bytes and scope. The well-known ones stay the objects that they are.</summary>
sealed class IPAddressCodec : ObjectCodec<IPAddress>
{
    static readonly IPAddress[] wellKnown = [IPAddress.Any, IPAddress.Loopback, IPAddress.Broadcast, IPAddress.None, IPAddress.IPv6Any, IPAddress.IPv6Loopback, IPAddress.IPv6None];

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(IPAddress));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, IPAddress value)
    {
        for (var i = 0; i < wellKnown.Length; i++)
        {
            if (ReferenceEquals(wellKnown[i], value))
            {
                writer.PutUInt64((uint)i);
                return;
            }
        }

        writer.PutBinary(value.GetAddressBytes());
        writer.PutInt64(value.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? value.ScopeId : 0);
    }

    /// <inheritdoc/>
    public override IPAddress Allocate(StateReader reader)
    {
        if (!reader.NextIsBinary)
            return wellKnown[(int)reader.GetUnsigned((ulong)wellKnown.Length - 1)];
        var bytes = reader.GetBinary();
        if (bytes.Length is not (4 or 16))
            throw reader.Corrupt("an address has neither 4 nor 16 bytes");
        var made = new IPAddress(bytes);
        var scope = reader.GetInteger(0, bytes.Length == 4 ? 0 : uint.MaxValue);
        if (scope != 0)
            made.ScopeId = scope;
        return made;
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, IPAddress value)
    {
    }
}

using System.Net;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="IPEndPoint"/>: the address, which others may hold, and the port.</summary>
sealed class IPEndPointCodec : ObjectCodec<IPEndPoint>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(IPEndPoint));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, IPEndPoint value)
    {
        writer.PutUInt64((uint)value.Port);
        writer.PutObject(value.Address);
    }

    /// <inheritdoc/>
    public override IPEndPoint Allocate(StateReader reader) => new(0, (int)reader.GetUnsigned(IPEndPoint.MaxPort));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, IPEndPoint value) =>
        value.Address = reader.Get<IPAddress>() ?? throw reader.Corrupt("an end point has no address");
}

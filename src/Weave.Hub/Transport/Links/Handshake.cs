using System.Text;
using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <summary>Single frames on a connection that has no loop yet.</summary>
static class Handshake
{
    internal static async Task SendAsync(PeerChannel channel, FrameWriter frames, CancellationToken cancel)
    {
        await channel.Stream.WriteAsync(frames.Written, cancel).ConfigureAwait(false);
        frames.Clear();
    }

    internal static async Task RefuseAsync(PeerChannel channel, RefusalCode code, string reason, CancellationToken cancel)
    {
        var frames = new FrameWriter();
        frames.Begin();
        frames.Bytes(Encoding.UTF8.GetBytes(reason));
        frames.End(FrameType.Refuse, 0, (ushort)code);
        await SendAsync(channel, frames, cancel).ConfigureAwait(false);
    }

    internal static async Task<(FrameHeader Header, byte[] Payload)> ReceiveAsync(PeerChannel channel, CancellationToken cancel)
    {
        var start = new byte[FrameHeader.Size];
        await channel.Stream.ReadExactlyAsync(start, cancel).ConfigureAwait(false);
        var header = FrameHeader.Read(start, 0);
        var payload = new byte[header.Length];
        await channel.Stream.ReadExactlyAsync(payload, cancel).ConfigureAwait(false);
        header.Check(start, payload);
        return (header, payload);
    }
}

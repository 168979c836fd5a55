using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Weave.Certificates;

namespace Weave.Benchmarks.Transport;

/// <summary>
/// The floor: two loops over one connection, asynchronous as a C# programmer writes them, with buffers of 1 MiB. A message is its length and its bytes; a small one comes back, a large one is
/// answered with eight bytes.
/// </summary>
sealed class SocketLoop : IAsyncDisposable
{
    const int Buffer = 1 << 20, Bulk = 1 << 16;

    readonly Stream near, far;
    readonly byte[] answer = new byte[Bulk], small = new byte[4 + Bulk];
    readonly Task serving;

    SocketLoop(Stream near, Stream far)
    {
        (this.near, this.far) = (near, far);
        serving = Task.Run(ServeAsync);
    }

    internal static async Task<SocketLoop> StartAsync(PeerCertificates? a, PeerCertificates? b)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(listener.LocalEndPoint!);
        var server = await listener.AcceptAsync();
        server.NoDelay = true;
        Stream near = new NetworkStream(client, ownsSocket: true), far = new NetworkStream(server, ownsSocket: true);
        if (a is null)
            return new(near, far);
        SslStream nearTls = new(near, false, static (_, _, _, _) => true), farTls = new(far, false, static (_, _, _, _) => true);
        await Task.WhenAll(
            nearTls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "b", ClientCertificateContext = a.Current.Context, EnabledSslProtocols = SslProtocols.Tls13 }),
            farTls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = b!.Current.Context, ClientCertificateRequired = true, EnabledSslProtocols = SslProtocols.Tls13 }));
        return new(nearTls, farTls);
    }

    internal async Task TripAsync(byte[] message)
    {
        await SendAsync(near, message);
        await near.ReadExactlyAsync(answer.AsMemory(0, message.Length));
    }

    internal async Task BulkAsync(byte[] message)
    {
        await SendAsync(near, message);
        await near.ReadExactlyAsync(answer.AsMemory(0, 8));
    }

    async Task SendAsync(Stream to, byte[] message)
    {
        if (message.Length <= Bulk)
        {
            // In one piece: a packet each way.
            BitConverter.TryWriteBytes(small, message.Length);
            message.CopyTo(small, 4);
            await to.WriteAsync(small.AsMemory(0, 4 + message.Length));
            return;
        }

        await to.WriteAsync(BitConverter.GetBytes(message.Length));
        for (var sent = 0; sent < message.Length; sent += Buffer)
            await to.WriteAsync(message.AsMemory(sent, Math.Min(Buffer, message.Length - sent)));
    }

    async Task ServeAsync()
    {
        var buffer = new byte[Buffer];
        try
        {
            while (true)
            {
                var here = await far.ReadAtLeastAsync(buffer, 4);
                var length = BitConverter.ToInt32(buffer);
                if (length <= Bulk)
                {
                    if (here < 4 + length)
                        await far.ReadExactlyAsync(buffer.AsMemory(here, 4 + length - here));
                    await far.WriteAsync(buffer.AsMemory(4, length));
                    continue;
                }

                for (var left = length - (here - 4); left > 0;)
                    left -= await far.ReadAsync(buffer.AsMemory(0, Math.Min(Buffer, left)));
                await far.WriteAsync(buffer.AsMemory(0, 8));
            }
        }
        catch (Exception e) when (e is EndOfStreamException or IOException or ObjectDisposedException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await near.DisposeAsync();
        await serving;
        await far.DisposeAsync();
    }
}

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Weave.Transport.Wire;

namespace Weave.Cluster.Tests.Transport;

/// <summary>
/// A TCP proxy that stands for a bad network: it cuts connections after so many frames or at once, holds back what passes, or swallows everything while connections stay open.
/// It counts frames by their lengths, so it can do that without TLS only; everything else it does with any bytes.
/// </summary>
sealed class FaultyProxy : IAsyncDisposable
{
    readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly ConcurrentDictionary<Socket, byte> open = [];
    readonly CancellationTokenSource ended = new();
    readonly Task accepting;
    TaskCompletionSource passable = Passable();
    int connections, cuts;

    public FaultyProxy(string target)
    {
        Target = target;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Address = listener.LocalEndPoint!.ToString()!;
        accepting = AcceptAsync();
    }

    /// <summary>Where to connect to instead of <see cref="Target"/>.</summary>
    public string Address { get; }

    /// <summary>Where connections are led from now on.</summary>
    public string Target { get; set; }

    /// <summary>Given the number of a connection, from 1 on: after how many frames, both ways together, it is cut in the middle of the next. Null: never.</summary>
    public Func<int, int?> CutAt { get; set; } = static _ => null;

    /// <summary>How long each piece is held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Connections cut because of <see cref="CutAt"/>.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>From now on nothing passes, and nobody is told.</summary>
    public void Swallow() => passable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held passes again.</summary>
    public void Heal() => passable.TrySetResult();

    /// <summary>Ends every connection.</summary>
    public void CutAll()
    {
        foreach (var socket in open.Keys)
            Close(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        CutAll();
        await accepting;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = LeadAsync(await listener.AcceptAsync(ended.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    async Task LeadAsync(Socket near)
    {
        var frames = new FrameCount(CutAt(Interlocked.Increment(ref connections)));
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        open.TryAdd(near, 0);
        open.TryAdd(far, 0);
        try
        {
            await passable.Task.WaitAsync(ended.Token);
            await far.ConnectAsync(IPEndPoint.Parse(Target), ended.Token);
            await Task.WhenAny(PassAsync(near, far, frames), PassAsync(far, near, frames));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
        finally
        {
            Close(near);
            Close(far);
        }
    }

    async Task PassAsync(Socket from, Socket to, FrameCount frames)
    {
        var buffer = new byte[64 << 10];
        var left = 0L;
        var header = new byte[FrameHeader.Size];
        var headed = 0;
        try
        {
            while (true)
            {
                var count = await from.ReceiveAsync(buffer, ended.Token);
                if (count == 0)
                    return;
                await passable.Task.WaitAsync(ended.Token);
                if (Delay > TimeSpan.Zero)
                    await Task.Delay(Delay, ended.Token);
                var pass = frames.Limited ? Pass(buffer.AsSpan(0, count)) : count;
                if (pass > 0)
                    await to.SendAsync(buffer.AsMemory(0, pass), ended.Token);
                if (pass < count || frames.Over)
                {
                    Interlocked.Increment(ref cuts);
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

        // How much of it may pass: everything, or up to the middle of the frame that is one too many.
        int Pass(ReadOnlySpan<byte> bytes)
        {
            for (var at = 0; at < bytes.Length;)
            {
                if (left > 0)
                {
                    var skipped = (int)Math.Min(left, bytes.Length - at);
                    at += skipped;
                    left -= skipped;
                    continue;
                }

                header[headed++] = bytes[at++];
                if (headed < header.Length)
                    continue;
                headed = 0;
                left = BinaryPrimitives.ReadUInt32LittleEndian(header);
                if (!frames.Next())
                    return Math.Min(bytes.Length, at + (int)(left / 2));
            }

            return bytes.Length;
        }
    }

    void Close(Socket socket)
    {
        open.TryRemove(socket, out _);
        socket.Dispose();
    }

    static TaskCompletionSource Passable()
    {
        var passable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        passable.SetResult();
        return passable;
    }

    sealed class FrameCount(int? most)
    {
        int count;

        internal bool Limited => most is not null;

        internal bool Over => Volatile.Read(ref count) > most;

        internal bool Next() => Interlocked.Increment(ref count) <= most;
    }
}

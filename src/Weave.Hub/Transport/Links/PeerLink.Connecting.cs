using System.Security.Authentication;
using System.Text;
using Weave.Storage;
using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <content>
/// Getting a connection. Who has something to say dials. When both dial at once, both could end up with the connection that the other one gave up; so the hub whose id comes first keeps its
/// own, once its hello is out, and refuses the other's.
/// </content>
sealed partial class PeerLink
{
    HubInfo? target;
    bool dialling, helloIsOut, socketIsAnothers;

    void Dial()
    {
        if (dialling || disposed || target is null)
            return;
        dialling = true;
        _ = Task.Run(DialAsync);
    }

    async Task DialAsync()
    {
        for (var wait = Options.ReconnectFirst; ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Options.ReconnectAtMost.Ticks)))
        {
            HubInfo to;
            lock (gate)
            {
                if (disposed || current is not null || calls.Count == 0)
                {
                    dialling = false;
                    return;
                }

                to = target!;
            }

            try
            {
                await ConnectAsync(to).ConfigureAwait(false);
                continue;
            }
            catch (Exception e)
            {
                NotConnected(e);
            }

            await Task.Delay(wait * network.Jitter(), time).ConfigureAwait(false);
        }
    }

    /// <summary>What will not change by itself ends the calls that were never sent; others have until their deadline.</summary>
    void NotConnected(Exception error)
    {
        lock (gate)
        {
            if (error is HandshakeRefusedException { Code: RefusalCode.Crossed })
                return;
            lastError = error;
            network.Log.NotConnected(Hub, error.Message);
            if (error is not (HandshakeRefusedException { Lasting: true } or AuthenticationException or PeerSetupException))
                return;
            foreach (var call in calls.Values.Where(static c => !c.Sent).ToArray())
                End(call, new PeerRefusedException(Hub, $"there is no connection to it: {error.Message}"));
        }
    }

    async Task ConnectAsync(HubInfo to)
    {
        using var timeout = new CancellationTokenSource(Options.HandshakeTimeout, time);
        PeerChannel? channel = null;
        try
        {
            channel = await network.Dialler.DialAsync(to, local: !socketIsAnothers, timeout.Token).ConfigureAwait(false);
            Hello hello;
            lock (gate)
            {
                hello = new(Protocol.Newest, Protocol.Oldest, Options.Cluster, network.Id, Hub, mine, theirs, lastConnection, Options.Limits.Offer, Wanted());
                helloIsOut = true;
            }

            var frames = new FrameWriter();
            hello.Write(frames);
            await Handshake.SendAsync(channel, frames, timeout.Token).ConfigureAwait(false);
            var (header, payload) = await Handshake.ReceiveAsync(channel, timeout.Token).ConfigureAwait(false);
            if (header.Type == FrameType.Refuse)
                throw Refused((RefusalCode)header.Method, Encoding.UTF8.GetString(payload), channel);
            if (header.Type != FrameType.Welcome)
                throw new WireException($"a {header.Type} frame where a welcome must be");
            Welcomed(channel, hello, Welcome.Read(payload));
        }
        catch (OperationCanceledException e)
        {
            channel?.Close();
            throw new TimeoutException($"no handshake within {Options.HandshakeTimeout.TotalSeconds:0.0} s", e);
        }
        catch (IOException e) when (channel is not null)
        {
            channel.Close();
            throw new IOException("it ended the connection in the handshake; its log says why, a certificate that it does not accept for one", e);
        }
        catch
        {
            channel?.Close();
            throw;
        }
        finally
        {
            lock (gate)
                helloIsOut = false;
        }
    }

    HandshakeRefusedException Refused(RefusalCode code, string reason, PeerChannel channel)
    {
        // A socket of another file system, where another hub has the same path: TCP leads to the right one.
        if (channel.Local && code == RefusalCode.NotMe && !socketIsAnothers)
        {
            socketIsAnothers = true;
            code = RefusalCode.Crossed;
        }

        return new(code, reason);
    }

    void Welcomed(PeerChannel channel, Hello hello, Welcome welcome)
    {
        PeerConnection connection;
        lock (gate)
        {
            if (disposed || (current is not null && current.Number >= welcome.Connection))
            {
                channel.Close();
                return;
            }

            Meet(welcome.Session);
            connection = new(channel, this, welcome.Connection, dialled: true, welcome.Takes, Options);
            var have = Keep(welcome.Wanted);
            connection.EnqueueReady(have);
            Adopt(connection);
            AnswerAgain(connection, have);
            Resume(connection, hello.Wanted, welcome.Have);
        }

        connection.Start();
        connection.Flush();
    }

    /// <summary>The other side has dialled. Returns the connection, or why not.</summary>
    internal (PeerConnection? Connection, RefusalCode Refusal) Accept(PeerChannel channel, Hello hello)
    {
        PeerConnection connection;
        lock (gate)
        {
            if (disposed)
                return (null, RefusalCode.Closing);
            var known = hello.Session == theirs && current is { Dialled: true } && hello.LastConnection < current.Number;
            if (known || (helloIsOut && current is null && string.CompareOrdinal(network.Id, Hub) < 0))
                return (null, RefusalCode.Crossed);
            Meet(hello.Session);
            connection = new(channel, this, Math.Max(lastConnection, hello.LastConnection) + 1, dialled: false, hello.Takes, Options) { Told = Wanted() };
            var have = Keep(hello.Wanted);
            connection.EnqueueWelcome(new(Math.Min(hello.Newest, Protocol.Newest), mine, connection.Number, Options.Limits.Offer, have, connection.Told));
            Adopt(connection);
            AnswerAgain(connection, have);
        }

        connection.Start();
        connection.Flush();
        return (connection, default);
    }

    /// <summary>Who dialled has the welcome, and has these of the requests that it said are wanted.</summary>
    internal void Ready(PeerConnection on, ulong[] have)
    {
        lock (gate)
        {
            if (current == on)
                Resume(on, on.Told, have);
        }
    }
}

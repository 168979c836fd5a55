using System.Net.Sockets;

namespace Weave.Transport.Listening;

/// <summary>How sockets are set up, on both sides.</summary>
static class Sockets
{
    internal static void Prepare(Socket socket)
    {
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
    }
}

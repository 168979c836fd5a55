using System.Net;
using System.Text;
using Weave.Transport.Wire;

namespace Weave.Transport;

/// <summary>Refuses options that would leave a hub open, or deaf.</summary>
static class PeerSetup
{
    internal static void Check(string hub, PeerOptions options)
    {
        if (hub.Length == 0 || Encoding.UTF8.GetByteCount(hub) > Protocol.MaxName || Encoding.UTF8.GetByteCount(options.Cluster) > Protocol.MaxName)
            throw new PeerSetupException($"'{hub}' in cluster '{options.Cluster}' is no name for a hub.", $"Names have 1 to {Protocol.MaxName} bytes.");
        if (options.Limits.Fault is { } fault)
            throw new PeerSetupException($"The limits of hub '{hub}' do not go together: {fault}.", "Change PeerOptions.Limits.");
        if (options is { Certificates: not null, LoopbackWithoutTls: true })
            throw new PeerSetupException($"Hub '{hub}' has certificates and shall do without them.", "Leave LoopbackWithoutTls out, or the certificates.");
        if (options.Certificates is { } own && own.Hub != hub)
            throw new PeerSetupException($"Hub '{hub}' has the certificate of hub '{own.Hub}'.", "Make one for this id: weavec certs hub.");
        if (options is { Listen: { } listen, LoopbackWithoutTls: false, Certificates: null })
            throw new PeerSetupException($"Hub '{hub}' shall listen on {listen} without certificates.", "Make some (weavec certs), or ask for LoopbackWithoutTls and a loopback address.");
        if (options is { Listen: { } open, LoopbackWithoutTls: true } && !IPAddress.IsLoopback(open.Address))
            throw new PeerSetupException($"Hub '{hub}' shall listen without TLS on {open}, which is not the loopback address.", "Make certificates (weavec certs), or listen on 127.0.0.1.");
    }
}

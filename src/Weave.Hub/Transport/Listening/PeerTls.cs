using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Weave.Certificates;
using Weave.Transport.Links;

namespace Weave.Transport.Listening;

/// <summary>TLS 1.3, both sides with certificates. Nothing of the protocol passes before both are judged.</summary>
static class PeerTls
{
    internal static async Task<PeerChannel> AcceptAsync(Socket socket, PeerCertificates certificates, string name, CancellationToken cancel)
    {
        var own = certificates.Current;
        var judged = new Judgement(null);
        var stream = new SslStream(new NetworkStream(socket));
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = own.Context,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = own.Policy(Purpose.Client),
            RemoteCertificateValidationCallback = judged.Take,
            AllowRenegotiation = false,
            AllowTlsResume = false,
        };
        await RunAsync(stream, judged, s => s.AuthenticateAsServerAsync(options, cancel)).ConfigureAwait(false);
        return new(stream, socket, judged.Hub, name);
    }

    internal static async Task<PeerChannel> ConnectAsync(Socket socket, PeerCertificates certificates, string hub, string name, CancellationToken cancel)
    {
        var own = certificates.Current;
        var judged = new Judgement(hub);
        var stream = new SslStream(new NetworkStream(socket));
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "",
            ClientCertificateContext = own.Context,
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = own.Policy(Purpose.Server),
            RemoteCertificateValidationCallback = judged.Take,
            AllowRenegotiation = false,
            AllowTlsResume = false,
        };
        await RunAsync(stream, judged, s => s.AuthenticateAsClientAsync(options, cancel)).ConfigureAwait(false);
        return new(stream, socket, judged.Hub, name);
    }

    static async Task RunAsync(SslStream stream, Judgement judged, Func<SslStream, Task> handshake)
    {
        try
        {
            await handshake(stream).ConfigureAwait(false);
            if (judged.Hub is null || stream.SslProtocol != SslProtocols.Tls13 || !stream.IsMutuallyAuthenticated)
                throw new AuthenticationException("the handshake ended without two certificates");
        }
        catch (Exception e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (judged.Fault.Length > 0)
                throw new AuthenticationException(judged.Fault, e);
            throw;
        }
    }

    /// <summary>What came out about the other side's certificate.</summary>
    sealed class Judgement(string? expected)
    {
        internal string? Hub { get; private set; }

        internal string Fault { get; private set; } = "";

        internal bool Take(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            var (hub, fault) = LoadedCertificates.Judge(certificate, chain, errors);
            if (hub is not null && expected is not null && hub != expected)
                (hub, fault) = (null, $"its certificate says that it is hub '{hub}', not '{expected}'");
            (Hub, Fault) = (hub, fault);
            return hub is not null;
        }
    }
}

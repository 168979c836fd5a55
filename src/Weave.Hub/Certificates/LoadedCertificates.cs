using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Weave.Certificates;

/// <summary>Certificates as they are in use: the hub's own, ready for handshakes, and those that others are held against.</summary>
sealed class LoadedCertificates(X509Certificate2 own, X509Certificate2Collection trusted, TimeProvider time)
{
    SslStreamCertificateContext? context;

    /// <summary>The hub's own, ready for handshakes.</summary>
    internal SslStreamCertificateContext Context => context ??= SslStreamCertificateContext.Create(own, [], offline: true);

    /// <summary>The hub that it names.</summary>
    internal string Hub { get; } = HubName.In(own) ?? "";

    /// <summary>How a certificate is judged: a chain to one of the cluster's authorities and no other, valid now, made for this purpose; nobody is asked over the network.</summary>
    internal X509ChainPolicy Policy(string purpose)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = time.GetUtcNow().LocalDateTime,
        };
        policy.CustomTrustStore.AddRange(trusted);
        policy.ApplicationPolicy.Add(new(purpose));
        return policy;
    }

    /// <summary>The hub that another side's certificate names, or why it is none.</summary>
    internal static (string? Hub, string Fault) Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
            return (null, "it showed no certificate");

        // Names of hosts decide nothing: which hub it is does.
        if ((errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            var faults = chain?.ChainStatus.Select(static s => s.Status.ToString()) ?? [];
            return (null, $"its certificate ({shown.Subject}, valid {shown.NotBefore:u} to {shown.NotAfter:u}) is not one of this cluster's authorities now: {string.Join(", ", faults.DefaultIfEmpty(errors.ToString()))}");
        }

        return HubName.In(shown) is { } hub ? (hub, "") : (null, $"its certificate ({shown.Subject}) names no hub");
    }

    /// <summary>A certificate that others would refuse is refused here.</summary>
    internal void CheckOwn(string file)
    {
        if (Hub.Length == 0)
            throw new CertificateException($"The certificate '{file}' names no hub.", "Make one with weavec certs hub.");
        if (Fault is { } fault)
            throw new CertificateException($"The certificate '{file}' is not one that its hub's own authorities accept: {fault}.", "Renew it (weavec certs hub), or add its authority to ca.pem.");
        _ = Context;
    }

    /// <summary>Why other hubs that trust the same would not accept the hub's own; null when they do.</summary>
    internal string? Fault
    {
        get
        {
            foreach (var purpose in (string[])[Purpose.Server, Purpose.Client])
            {
                using var chain = new X509Chain { ChainPolicy = Policy(purpose) };
                if (!chain.Build(own))
                    return string.Join(", ", chain.ChainStatus.Select(static s => s.Status));
            }

            return Hub.Length == 0 ? "it names no hub" : null;
        }
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Weave.Certificates;

/// <summary>A cluster's own certificate authority: whoever has a certificate of it is one of the cluster's hubs, and the hub that the certificate names.</summary>
/// <param name="certificate">Its certificate, with the key.</param>
/// <param name="time">The clock.</param>
public sealed class CertificateAuthority(X509Certificate2 certificate, TimeProvider? time = null) : IDisposable
{
    const int SerialBytes = 16;

    // Clocks of the hosts may differ a little.
    static readonly TimeSpan early = TimeSpan.FromMinutes(10);

    readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Its certificate: what hubs trust.</summary>
    public X509Certificate2 Certificate { get; } = certificate;

    /// <summary>Makes an authority: a P-256 key, and a certificate for hubs' certificates and nothing below them.</summary>
    /// <param name="name">For people.</param>
    /// <param name="valid">How long.</param>
    /// <param name="time">The clock.</param>
    public static CertificateAuthority Create(string name, TimeSpan valid, TimeProvider? time = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Named(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = (time ?? TimeProvider.System).GetUtcNow();
        return new(request.CreateSelfSigned(now - early, now + valid), time);
    }

    /// <summary>Makes a hub's certificate, with a key of its own.</summary>
    /// <param name="hub">Its id.</param>
    /// <param name="hosts">Names and addresses that it is reached at.</param>
    /// <param name="valid">How long; not longer than the authority's own.</param>
    public X509Certificate2 Issue(string hub, IEnumerable<string> hosts, TimeSpan valid)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Named(hub), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(Purpose.Server), new(Purpose.Client)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(HubName.Of(hub));
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        DateTimeOffset last = Certificate.NotAfter;
        if (last <= now)
            throw new CertificateException($"The authority's own certificate is not valid after {last:u}.", "Make a new authority: docs/security.md says how a cluster changes to it.");
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] &= 0x7f;
        using var made = request.Create(Certificate, now - early > Certificate.NotBefore ? now - early : Certificate.NotBefore, now + valid < last ? now + valid : last, serial);
        return made.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    static X500DistinguishedName Named(string name)
    {
        const int longest = 64;
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name.Length <= longest ? name : name[..longest]);
        return builder.Build();
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Weave.Certificates;

/// <summary>Reads what lies in a <see cref="CertificateFolder"/>, to show it. Keys are not touched.</summary>
static class FolderReading
{
    internal static List<CertificateSummary> Read(CertificateFolder folder, TimeProvider time)
    {
        var summaries = new List<CertificateSummary>();
        var trusted = new X509Certificate2Collection();
        try
        {
            trusted.ImportFromPemFile(folder.Trust);
            foreach (var authority in trusted)
                summaries.Add(Of(folder.Trust, authority, null, authority.NotAfter <= time.GetLocalNow() ? "NotTimeValid" : null));
            foreach (var file in folder.Hubs)
            {
                using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
                var own = new LoadedCertificates(certificate, trusted, time);
                summaries.Add(Of(file, certificate, own.Hub, own.Fault));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CertificateException($"The certificates beside '{folder.Trust}' cannot be read: {e.Message}", "See that the folder is one of weavec certs, and yours to read.", e);
        }

        return summaries;
    }

    static CertificateSummary Of(string file, X509Certificate2 certificate, string? hub, string? fault)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return new(
            file, hub, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            names is null ? [] : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(static a => a.ToString())],
            certificate.NotBefore, certificate.NotAfter, certificate.GetCertHashString(HashAlgorithmName.SHA256), fault);
    }
}

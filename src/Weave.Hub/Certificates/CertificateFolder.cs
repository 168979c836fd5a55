using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Weave.Certificates;

/// <summary>
/// Certificates and keys as PEM files: <c>ca.pem</c> (what hubs trust: one authority or several), <c>ca.key</c> (stays with who runs the cluster), and <c>hub-ID.pem</c>, <c>hub-ID.key</c> for
/// each hub. Keys are readable by their owner alone.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class CertificateFolder(string path)
{
    const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What hubs trust.</summary>
    public string Trust { get; } = Path.Combine(path, "ca.pem");

    /// <summary>The authority's key.</summary>
    public string AuthorityKey { get; } = Path.Combine(path, "ca.key");

    /// <summary>A hub's certificate.</summary>
    public string CertificateOf(string hub) => Path.Combine(path, $"hub-{Uri.EscapeDataString(hub)}.pem");

    /// <summary>A hub's key.</summary>
    public string KeyOf(string hub) => Path.Combine(path, $"hub-{Uri.EscapeDataString(hub)}.key");

    /// <summary>The files of hubs' certificates, by name.</summary>
    public IReadOnlyList<string> Hubs => [.. Directory.GetFiles(path, "hub-*.pem").Order(StringComparer.Ordinal)];

    /// <summary>What lies here, authorities first.</summary>
    public IReadOnlyList<CertificateSummary> Read(TimeProvider? time = null) => FolderReading.Read(this, time ?? TimeProvider.System);

    /// <summary>Makes an authority here.</summary>
    /// <exception cref="CertificateException">There is one.</exception>
    public void Init(string name, TimeSpan valid, TimeProvider? time = null)
    {
        if (File.Exists(AuthorityKey) || File.Exists(Trust))
            throw new CertificateException($"There is an authority in '{path}' already.", "Take another folder; docs/security.md says how a cluster changes to a new authority.");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersAlone | UnixFileMode.UserExecute);
        using var authority = CertificateAuthority.Create(name, valid, time);
        WriteKey(AuthorityKey, authority.Certificate);
        Write(Trust, authority.Certificate.ExportCertificatePem(), null);
    }

    /// <summary>Makes a certificate for a hub, or a new one in the place of the old.</summary>
    public X509Certificate2 Issue(string hub, IEnumerable<string> hosts, TimeSpan valid, TimeProvider? time = null)
    {
        using var authority = Open(time);
        var issued = authority.Issue(hub, hosts, valid);

        // The key first: a hub that reads between the two finds that they do not fit, keeps what it has and looks again.
        WriteKey(KeyOf(hub), issued);
        Write(CertificateOf(hub), issued.ExportCertificatePem(), null);
        return issued;
    }

    /// <summary>The authority whose key is here.</summary>
    /// <exception cref="CertificateException">There is none, or it cannot be read.</exception>
    public CertificateAuthority Open(TimeProvider? time = null)
    {
        if (!File.Exists(AuthorityKey))
            throw new CertificateException($"There is no authority's key in '{path}'.", "Make one: weavec certs init.");
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(AuthorityKey));
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(Trust);

            // The file may hold authorities that hubs trust still, or already.
            foreach (var certificate in trusted)
            {
                using var its = certificate.GetECDsaPublicKey();
                if (its is not null && its.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
                    return new(certificate.CopyWithPrivateKey(key), time);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CertificateException($"The authority in '{path}' cannot be read: {e.Message}", "See that ca.pem and ca.key are whole and yours to read.", e);
        }

        throw new CertificateException($"No certificate in '{Trust}' is of the key in '{AuthorityKey}'.", "Put the authority's own certificate into that file.");
    }

    static void WriteKey(string file, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        Write(file, key.ExportPkcs8PrivateKeyPem(), OwnersAlone);
    }

    /// <summary>Whole or not at all: readers never see a half.</summary>
    static void Write(string file, string pem, UnixFileMode? mode)
    {
        var made = file + ".new";
        File.Delete(made);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using (var stream = new FileStream(made, options))
            stream.Write(Encoding.ASCII.GetBytes(pem + "\n"));
        File.Move(made, file, overwrite: true);
    }
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Weave.Certificates;

/// <summary>
/// A hub's own certificate with its key, and the authorities that it trusts. The files are looked at before each handshake and read again when they have changed: a certificate is renewed by
/// writing a new one. What cannot be used is not taken: the one before stays, and <see cref="Fault"/> says why.
/// </summary>
public sealed class PeerCertificates
{
    readonly Lock gate = new();
    readonly string[] files;
    readonly TimeProvider time;
    (DateTime, long)[] stamps;
    LoadedCertificates loaded;

    PeerCertificates(string certificate, string key, string trust, TimeProvider time)
    {
        files = [certificate, key, trust];
        this.time = time;
        stamps = Stamps();
        loaded = Load();
    }

    /// <summary>The hub that the certificate names.</summary>
    public string Hub => Current.Hub;

    /// <summary>Why the files as they are now are not in use; null when they are.</summary>
    public string? Fault { get; private set; }

    /// <summary>Told of each new <see cref="Fault"/>.</summary>
    internal event Action<string>? Faulted;

    /// <summary>What the files say.</summary>
    internal LoadedCertificates Current
    {
        get
        {
            lock (gate)
            {
                var now = Stamps();
                if (now.AsSpan().SequenceEqual(stamps))
                    return loaded;
                try
                {
                    var fresh = Load();
                    if (fresh.Hub != loaded.Hub)
                        throw new CertificateException($"'{files[0]}' is hub '{fresh.Hub}''s now, and was '{loaded.Hub}''s.", "A hub keeps its id while it runs.");
                    (loaded, stamps, Fault) = (fresh, now, null);
                }
                catch (CertificateException e) when (e.Message != Fault)
                {
                    Fault = e.Message;
                    Faulted?.Invoke(Fault);
                }
                catch (CertificateException)
                {
                    // As it was said.
                }

                return loaded;
            }
        }
    }

    /// <summary>Reads what <c>weavec certs</c> has made for a hub.</summary>
    public static PeerCertificates FromFolder(string folder, string hub, TimeProvider? time = null)
    {
        var made = new CertificateFolder(folder);
        return FromFiles(made.CertificateOf(hub), made.KeyOf(hub), made.Trust, time);
    }

    /// <summary>Reads PEM files.</summary>
    /// <param name="certificate">The hub's certificate.</param>
    /// <param name="key">Its key, which nobody but its owner may be able to read.</param>
    /// <param name="trust">The authorities that are trusted: one certificate or several.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CertificateException">They cannot be used.</exception>
    public static PeerCertificates FromFiles(string certificate, string key, string trust, TimeProvider? time = null) => new(certificate, key, trust, time ?? TimeProvider.System);

    LoadedCertificates Load()
    {
        var key = files[1];
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(key) & others) != 0)
                throw new CertificateException($"Others than its owner can read or write the key '{key}'.", $"Take that away from them: chmod 600 {key}; then make a new one, because it may be known.");
            var own = X509Certificate2.CreateFromPemFile(files[0], key);
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(files[2]);
            if (trusted.Count == 0)
                throw new CertificateException($"There is no certificate in '{files[2]}'.", "It must hold the cluster's authority: ca.pem of weavec certs.");
            var made = new LoadedCertificates(own, trusted, time);
            made.CheckOwn(files[0]);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CertificateException($"The certificate '{files[0]}' with its key and authorities cannot be used: {e.Message}", "See that the files are there, fit together, and are yours to read.", e);
        }
    }

    (DateTime, long)[] Stamps() => [.. files.Select(static f => new FileInfo(f)).Select(static f => f.Exists ? (f.LastWriteTimeUtc, f.Length) : default)];
}

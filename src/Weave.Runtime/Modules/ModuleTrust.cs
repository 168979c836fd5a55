using System.Security.Cryptography;
using Weave.Storage;

namespace Weave;

/// <summary>The keys whose signature a hub takes for a module it does not know: see <see cref="StoredModules.Signed"/>.</summary>
public sealed class ModuleTrust
{
    readonly byte[][] keys;

    ModuleTrust(byte[][] keys) => this.keys = keys;

    /// <summary>Trusts the holders of these keys.</summary>
    /// <param name="pems">Public keys in PEM; a private key stands for its public one.</param>
    /// <exception cref="ArgumentException">One is no key of the curve P-256.</exception>
    public static ModuleTrust FromPem(params IEnumerable<string> pems)
    {
        ArgumentNullException.ThrowIfNull(pems);
        return new ModuleTrust([.. pems.Select(Read)]);
    }

    /// <summary>Whether one of the keys has signed the module.</summary>
    internal bool Accepts(BlobHash module, ReadOnlySpan<byte> signature)
    {
        var signed = ModuleSigner.SignedBytes(module);
        foreach (var key in keys)
        {
            using var verifier = ECDsa.Create();
            verifier.ImportSubjectPublicKeyInfo(key, out _);
            if (verifier.VerifyData(signed, signature, HashAlgorithmName.SHA256))
                return true;
        }

        return false;
    }

    internal static void CheckCurve(ECDsa key)
    {
        if (key.KeySize != 256)
            throw new ArgumentException($"Its curve has {key.KeySize} bits.");
    }

    static byte[] Read(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            CheckCurve(key);
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ArgumentException("This is no key of the curve P-256 in PEM: " + e.Message, nameof(pem), e);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using Weave.Storage;

namespace Weave;

/// <summary>Signs the module of this process, for hubs that execute signed code alone: ECDSA over the curve P-256.</summary>
public sealed class ModuleSigner
{
    readonly byte[] key;

    ModuleSigner(byte[] key) => this.key = key;

    /// <summary>A signer with a private key.</summary>
    /// <param name="pem">The key in PEM, not encrypted.</param>
    /// <exception cref="ArgumentException">It is no private key of the curve P-256.</exception>
    public static ModuleSigner FromPem(string pem)
    {
        ArgumentException.ThrowIfNullOrEmpty(pem);
        try
        {
            using var read = ECDsa.Create();
            read.ImportFromPem(pem);
            ModuleTrust.CheckCurve(read);
            return new ModuleSigner(read.ExportPkcs8PrivateKey());
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ArgumentException("This is no private key of the curve P-256 in PEM: " + e.Message, nameof(pem), e);
        }
    }

    /// <summary>The signature of a module that is named by its hash.</summary>
    internal byte[] Sign(BlobHash module)
    {
        using var signer = ECDsa.Create();
        signer.ImportPkcs8PrivateKey(key, out _);
        return signer.SignData(SignedBytes(module), HashAlgorithmName.SHA256);
    }

    /// <summary>What is signed: that these 256 bits name a module of Weave.</summary>
    internal static byte[] SignedBytes(BlobHash module) => Encoding.ASCII.GetBytes("weave module\n" + module.Hex);
}

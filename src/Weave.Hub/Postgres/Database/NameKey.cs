using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Weave.Postgres;

/// <summary>The key under which the tables know something that has a name: the first 128 bits of the name's SHA-256.</summary>
static class NameKey
{
    const int OnStack = 512;

    public static Guid Of(string name)
    {
        var most = Encoding.UTF8.GetMaxByteCount(name.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(name, bytes)], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The key of a name within another: no name contains NUL, so no two pairs are one text.</summary>
    public static Guid Of(string outer, string inner) => Of($"{outer}\0{inner}");
}

using Weave.Checkpoints;
using Weave.State;

namespace Weave.Sealing;

/// <summary>What a sealed thing says of its key.</summary>
/// <param name="Id">The id of the key in the ring.</param>
/// <param name="Check">Four bytes made from the key and the salt: another key under the same id is told from damage.</param>
/// <param name="Salt">What the derived key is made with.</param>
/// <param name="Nonce">The nonce.</param>
sealed record KeyPart(string Id, byte[] Check, byte[] Salt, byte[] Nonce)
{
    internal const int CheckSize = 4;
    internal const int SaltSize = 16;
    internal const int NonceSize = 12;

    internal static KeyPart Of(DerivedKey key, byte[] nonce) => new(key.Id, key.Check, key.Salt, nonce);

    internal static KeyPart Read(ref ByteCursor cursor) => new(cursor.Text(), cursor.Take(CheckSize).ToArray(), cursor.Take(SaltSize).ToArray(), cursor.Take(NonceSize).ToArray());

    internal void Write(ByteList head)
    {
        head.Text(Id);
        head.Bytes(Check);
        head.Bytes(Salt);
        head.Bytes(Nonce);
    }
}

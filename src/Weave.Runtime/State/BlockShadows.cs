using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Weave.State;

/// <summary>The block hashes of one strand's large objects, by id.</summary>
sealed class BlockShadows
{
    const int HashSize = 16;
    const int LargestBlock = 4096;

    readonly Dictionary<long, BlockShadow> shadows = [];
    readonly int blockSize;

    /// <param name="budget">What all hashes may take, as a part of the bytes they are of. A smaller budget means larger blocks; below one hash for 4 KiB there are none.</param>
    internal BlockShadows(double budget)
    {
        var size = HashSize / budget;
        if (size <= LargestBlock)
            blockSize = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(KeyedHash.BlockSize, Math.Ceiling(size)));
    }

    internal bool IsOff => blockSize == 0;

    internal bool TryGet(long id, [NotNullWhen(true)] out BlockShadow? shadow) => shadows.TryGetValue(id, out shadow);

    internal BlockShadow Add(long id) => CollectionsMarshal.GetValueRefOrAddDefault(shadows, id, out _) ??= new BlockShadow(blockSize);

    /// <summary>Remembers a record that was loaded, if it has a large run. Returns its hash as <see cref="BlockShadow.Before"/>.</summary>
    internal BlockShadow? Restore(long id, ReadOnlySpan<byte> body)
    {
        if (IsOff || BlockShadow.Of(body, blockSize) is not { } shadow)
            return null;
        shadows.Add(id, shadow);
        return shadow;
    }

    /// <summary>Forgets objects that an encoding did not write.</summary>
    internal void Forget(int generation)
    {
        foreach (var (id, shadow) in shadows)
        {
            if (shadow.Generation != generation)
                shadows.Remove(id);
        }
    }

    internal void Clear() => shadows.Clear();
}

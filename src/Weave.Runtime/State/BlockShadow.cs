using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Weave.Checkpoints;

namespace Weave.State;

/// <summary>What is remembered of a record that holds one large run of bytes: hashes of its blocks, so that a delta needs the blocks alone that have changed.</summary>
/// <param name="blockSize">Bytes under one hash: a power of two, 64 or more.</param>
sealed class BlockShadow(int blockSize)
{
    /// <summary>Runs of fewer bytes are compared and written as a whole.</summary>
    internal const int LeastLength = 4096;

    Vector128<byte>[] hashes = [];

    /// <summary>Where the run begins in the body.</summary>
    internal int Start { get; private set; }

    /// <summary>Bytes of the run.</summary>
    internal int Length { get; private set; }

    /// <summary>Bytes of the body.</summary>
    internal int BodyLength { get; private set; }

    /// <summary>Hash of what stands before the run.</summary>
    internal UInt128 Before { get; private set; }

    /// <summary>Hash of what stands behind the run.</summary>
    internal UInt128 After { get; private set; }

    /// <summary>The encoding that saw it last.</summary>
    internal int Generation { get; set; }

    /// <summary>Takes the hashes of all blocks.</summary>
    internal void Take(ReadOnlySpan<byte> run) => Take(run, 0);

    /// <summary>
    /// Takes new hashes and puts the blocks that have changed into a patch: one pass over the run. False if there are so many that they cost more than half of the run;
    /// the hashes are the new ones in any case.
    /// </summary>
    internal bool Renew(ReadOnlySpan<byte> run, PatchWriter patch)
    {
        // A block is compared if it is whole in both; the last one of two runs of one length is the same block, too.
        var comparable = run.Length == Length ? Blocks(Length) : Math.Min(run.Length, Length) / blockSize;
        var most = run.Length / 2;
        var changed = -1;
        for (var i = 0; i < comparable; i++)
        {
            var hash = HashOf(run, i);
            ref var known = ref hashes[i];
            if (hash == known)
            {
                if (changed < 0)
                    continue;
                patch.Put(Start + (changed * blockSize), run[(changed * blockSize)..(i * blockSize)]);
                changed = -1;
                if (patch.Count > most)
                {
                    Take(run, i + 1);
                    return false;
                }

                continue;
            }

            known = hash;
            if (changed < 0)
                changed = i;
        }

        if (comparable < Blocks(run.Length))
            Take(run, comparable);
        if (changed < 0)
            changed = comparable;
        if (changed * (long)blockSize < run.Length)
            patch.Put(Start + (changed * blockSize), run[(changed * blockSize)..]);
        return patch.Count <= most;
    }

    /// <summary>Notes how the whole body looks now.</summary>
    internal void Note(int start, int length, int bodyLength, UInt128 before, UInt128 after) =>
        (Start, Length, BodyLength, Before, After) = (start, length, bodyLength, before, after);

    /// <summary>The shadow of a body that was read, or null if it holds no large run.</summary>
    internal static BlockShadow? Of(ReadOnlySpan<byte> body, int blockSize)
    {
        if (!ItemWalker.FindBinary(body, LeastLength, out var start, out var length))
            return null;
        var shadow = new BlockShadow(blockSize);
        shadow.Take(body.Slice(start, length));
        shadow.Note(start, length, body.Length, BodyHash.Of(body[..start]), BodyHash.Of(body[(start + length)..]));
        return shadow;
    }

    void Take(ReadOnlySpan<byte> run, int from)
    {
        var count = Blocks(run.Length);
        if (count > hashes.Length)
            Array.Resize(ref hashes, hashes.Length == 0 ? count : count + (count / 8));
        for (var i = from; i < count; i++)
            hashes[i] = HashOf(run, i);
    }

    int Blocks(int length) => (int)(((long)length + blockSize - 1) / blockSize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<byte> HashOf(ReadOnlySpan<byte> run, int block)
    {
        var at = block * blockSize;
        if (KeyedHash.IsSupported && blockSize == KeyedHash.BlockSize && run.Length - at >= KeyedHash.BlockSize)
            return KeyedHash.OfBlock(ref Unsafe.Add(ref MemoryMarshal.GetReference(run), at));
        return Unsafe.BitCast<UInt128, Vector128<byte>>(BodyHash.Of(run.Slice(at, Math.Min(blockSize, run.Length - at))));
    }
}

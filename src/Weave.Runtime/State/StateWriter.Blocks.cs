using System.Runtime.CompilerServices;
using Weave.Checkpoints;

namespace Weave.State;

// Records with one large run of bytes: a delta holds the blocks of it that have changed.
public sealed partial class StateWriter
{
    readonly PatchWriter patch = new();
    readonly ByteList patchIndex = new();
    BlockShadow? shadow;
    bool patching;
    int runStart;
    int runLength;
    int lastPatch;

    internal int PatchCount { get; private set; }

    /// <summary>Which of the objects are patches: distances between their places in the index.</summary>
    internal ByteList PatchIndex => patchIndex;

    /// <summary>Bytes of large arrays that this encoding still takes in: others follow with the next ones, and what the chain holds of one is taken to be as it was. Null for an encoding that is whole.</summary>
    internal long? RunRoom { get; set; }

    /// <summary>Arrays that this encoding has no room for: the chain has empty ones in their places.</summary>
    internal int RunsLeft { get; private set; }

    /// <summary>True if an array is not written now: the chain holds it, from whenever, or an empty one stands for it until there is room.</summary>
    bool IsSpread(int at, int size, out bool isHeld)
    {
        ref var entry = ref ids[at];
        isHeld = omitUnchanged && ids.IsInChain(at) && shadows!.TryGet(entry.Id, out var held) && held.BodyLength == entry.Length && held.Before == entry.Hash;
        if (isHeld)
        {
            shadows!.TryGet(entry.Id, out held);
            held!.Generation = ids.Generation;
            return true;
        }

        if (RunRoom > 0)
        {
            RunRoom -= size;
            return false;
        }

        RunsLeft++;
        PutUInt64(0);
        position += PutBinaryHead(0);
        return true;
    }

    /// <summary>True while the record of an object is written that has had no large run so far.</summary>
    bool TakesRuns => current >= 0 && shadow is null && shadows is { IsOff: false };

    /// <summary>Writes a large run. Its blocks are hashed, and compared where the chain holds the object.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void PutRun(ReadOnlySpan<byte> run)
    {
        ref var entry = ref ids[current];
        var head = PutBinaryHead(run.Length);
        position += head;
        runStart = position - recordStart;
        runLength = run.Length;
        var before = BodyHash.Of(Since(recordStart));

        // Valid is a shadow that speaks of what the chain holds: the entry says the same.
        if (omitUnchanged && ids.IsInChain(current) && shadows!.TryGet(entry.Id, out shadow)
            && shadow.BodyLength == entry.Length && shadow.Before == entry.Hash && shadow.Start == runStart)
        {
            patch.Begin();
            if (shadow.Before != before)
                patch.Put(0, Since(recordStart));
            if (shadow.Renew(run, patch))
            {
                patching = true;
                return;
            }
        }
        else
        {
            shadow = shadows!.Add(entry.Id);
            shadow.Take(run);
        }

        run.CopyTo(Room(run.Length));
        position += run.Length;
    }

    /// <summary>Ends a record that had a large run; false if the chain holds it as it is.</summary>
    bool EndRun(ref IdentityTable.Entry entry, out int length)
    {
        var seen = shadow!;
        shadow = null;
        var rest = recordStart + runStart + (patching ? 0 : runLength);
        var before = BodyHash.Of(buffer.AsSpan(recordStart, runStart));
        var after = BodyHash.Of(Since(rest));
        var bodyLength = runStart + runLength + (position - rest);
        var isPatch = patching;
        patching = false;
        length = position - recordStart;
        if (isPatch)
        {
            // What stands behind the run moves with it.
            if (seen.After != after || seen.BodyLength != bodyLength || seen.Length != runLength)
                patch.Put(runStart + runLength, Since(rest));
            position = recordStart;
            if (patch.Count > 0 || seen.BodyLength != bodyLength)
                length = PutPatch(bodyLength);
            else
                isPatch = false;
        }

        seen.Note(runStart, runLength, bodyLength, before, after);
        seen.Generation = ids.Generation;
        entry.Hash = before;
        entry.Length = bodyLength;
        if (isPatch)
        {
            patchIndex.Put((uint)(ObjectCount - lastPatch));
            lastPatch = ObjectCount;
            PatchCount++;
        }

        return position > recordStart;
    }

    int PutPatch(int bodyLength)
    {
        var rest = (uint)bodyLength;
        for (Reserve(5); rest >= 0x80; rest >>= 7)
            buffer[position++] = (byte)(rest | 0x80);
        buffer[position++] = (byte)rest;
        patch.Bytes.CopyTo(Room(patch.Count));
        position += patch.Count;
        return position - recordStart;
    }

    Span<byte> Room(int size)
    {
        Reserve(size);
        return buffer.AsSpan(position, size);
    }

    void AbandonRun()
    {
        shadow = null;
        patching = false;
    }
}

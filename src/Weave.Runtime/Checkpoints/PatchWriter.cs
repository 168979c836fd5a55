using Weave.State;

namespace Weave.Checkpoints;

/// <summary>Collects what has changed in a body: runs of bytes, ascending, each with its distance from the end of the one before. The body's new length goes in front.</summary>
sealed class PatchWriter
{
    readonly ByteList bytes = new();
    int end;

    /// <summary>Bytes collected so far.</summary>
    internal int Count => bytes.Count;

    internal ReadOnlySpan<byte> Bytes => bytes.Span;

    internal void Begin()
    {
        bytes.Clear();
        end = 0;
    }

    internal void Put(int at, ReadOnlySpan<byte> run)
    {
        if (run.IsEmpty)
            return;
        bytes.Put((uint)(at - end));
        bytes.Put((uint)run.Length);
        bytes.Bytes(run);
        end = at + run.Length;
    }

    internal void Trim() => bytes.Trim();
}

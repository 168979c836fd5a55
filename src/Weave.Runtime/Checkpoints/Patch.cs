namespace Weave.Checkpoints;

/// <summary>A body as the difference to the one that the chain holds for the same object: its length, then runs of bytes that replace or extend.</summary>
static class Patch
{
    /// <summary>The length of the patched body. Checked: it is no more than base and patch hold together.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="baseLength">Length of the body it applies to.</param>
    /// <param name="run">The run, for error messages.</param>
    internal static int LengthOf(ReadOnlySpan<byte> patch, int baseLength, string? run)
    {
        var cursor = new ByteCursor(patch, 0, patch.Length, run);
        var length = cursor.Number();
        if (length > (long)baseLength + patch.Length)
            throw cursor.Corrupt("a patch makes a body of nothing");
        return length;
    }

    /// <summary>True if a patch leaves the length as it is and changes nothing before a place.</summary>
    internal static bool StaysWithin(ReadOnlySpan<byte> patch, int baseLength, int start)
    {
        var cursor = new ByteCursor(patch, 0, patch.Length, run: null);
        return cursor.Number() == baseLength && (cursor.Remaining == 0 || cursor.Number() >= start);
    }

    /// <summary>The body that a patch makes of another one.</summary>
    internal static byte[] Compose(ReadOnlySpan<byte> body, ReadOnlySpan<byte> patch, string? run)
    {
        var made = new byte[LengthOf(patch, body.Length, run)];
        body[..Math.Min(body.Length, made.Length)].CopyTo(made);
        Apply(patch, body.Length, made, 0, run);
        return made;
    }

    /// <summary>Applies a patch to a body that has been brought to the new length already.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="baseLength">Length of the body it applies to.</param>
    /// <param name="body">The bytes of that body, as far as they fit; the rest is written by the patch.</param>
    /// <param name="skipped">How many bytes of the body stand before those.</param>
    /// <param name="run">The run, for error messages.</param>
    internal static void Apply(ReadOnlySpan<byte> patch, int baseLength, Span<byte> body, int skipped, string? run)
    {
        var cursor = new ByteCursor(patch, 0, patch.Length, run);
        cursor.Number();
        long end = 0;
        long length = (long)skipped + body.Length;
        var kept = Math.Min(baseLength, length);
        while (cursor.Remaining > 0)
        {
            var at = end + cursor.Number();
            var content = cursor.Take(cursor.Number());
            if (at < skipped || at > kept || at + content.Length > length)
                throw cursor.Corrupt("a patch reaches beyond its body");
            content.CopyTo(body[(int)(at - skipped)..]);
            end = at + content.Length;
            kept = Math.Max(kept, end);
        }

        if (kept < length)
            throw cursor.Corrupt("a patch leaves a part of its body out");
    }
}

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

    /// <summary>Applies a patch to a body that has been brought to the new length already.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="baseLength">Length of the body it applies to.</param>
    /// <param name="body">The bytes of that body, as far as they fit; the rest is written by the patch.</param>
    /// <param name="run">The run, for error messages.</param>
    internal static void Apply(ReadOnlySpan<byte> patch, int baseLength, Span<byte> body, string? run)
    {
        var cursor = new ByteCursor(patch, 0, patch.Length, run);
        cursor.Number();
        var end = 0;
        var kept = Math.Min(baseLength, body.Length);
        while (cursor.Remaining > 0)
        {
            var at = (long)end + cursor.Number();
            var content = cursor.Take(cursor.Number());
            if (at > kept || at + content.Length > body.Length)
                throw cursor.Corrupt("a patch reaches beyond its body");
            content.CopyTo(body[(int)at..]);
            end = (int)at + content.Length;
            kept = Math.Max(kept, end);
        }

        if (kept < body.Length)
            throw cursor.Corrupt("a patch leaves a part of its body out");
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Execution;

/// <summary>Bounds of the strips in which counted loops run: at most <see cref="Length"/> iterations between two polls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Strip
{
    /// <summary>Iterations in a full strip.</summary>
    public const int Length = 1024;

    /// <summary>Exclusive end of the strip that starts at <paramref name="at"/>, of a loop <c>at &lt; end</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int End(int at, int end) => (uint)(end - at) > Length ? at + Length : end;

    /// <inheritdoc cref="End(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long End(long at, long end) => (ulong)(end - at) > Length ? at + Length : end;

    /// <summary>Exclusive end of the strip that starts at <paramref name="at"/>, of a loop <c>at &gt; end</c> that counts down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndDown(int at, int end) => (uint)(at - end) > Length ? at - Length : end;

    /// <inheritdoc cref="EndDown(int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long EndDown(long at, long end) => (ulong)(at - end) > Length ? at - Length : end;

    /// <summary>Inclusive end of the strip that starts at <paramref name="at"/>, of a loop <c>at &lt;= last</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Through(long at, int last) => (ulong)(last - at) > Length ? at + Length : last;

    /// <summary>Inclusive end of the strip that starts at <paramref name="at"/>, of a loop <c>at &gt;= last</c> that counts down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ThroughDown(long at, int last) => (ulong)(at - last) > Length ? at - Length : last;

    /// <summary>Iterations of the strip that starts at <paramref name="at"/>, of a loop <c>at &lt;= last</c> that steps by <paramref name="step"/>; one at a time for a step that is not positive.</summary>
    public static int Count(long at, int last, long step)
    {
        if (step <= 0)
            return 1;
        var rest = (ulong)(last - at) / (ulong)step;
        return rest >= Length ? Length : (int)rest + 1;
    }
}

using System.Runtime.CompilerServices;

namespace Weave.Execution;

/// <summary>Where the native stack is: the limits that <see cref="RunContext.AtLimit"/> compares with.</summary>
static class NativeStack
{
    /// <summary>Stack of an engine thread.</summary>
    public const int WorkerSize = 16 << 20;

    /// <summary>What woven code leaves to the plain code it calls.</summary>
    public const int Margin = 1 << 20;

    /// <summary>The limit that lets woven code use <paramref name="size"/> bytes below the caller's frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe nuint LimitBelow(nuint size)
    {
        byte here;
        return Math.Max((nuint)(&here), size) - size;
    }
}

using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>A function whose allocations are compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Plain">Calls the plain method.</param>
/// <param name="Woven">Calls the woven twin.</param>
/// <param name="Prepare">Brings back what a call has changed in its arguments.</param>
sealed record AllocationProbe(string Name, Action Plain, Action<RunContext> Woven, Action? Prepare = null)
{
    const int WarmCalls = 40;
    const int Repeats = 5;

    /// <summary>The functions beside the kernels.</summary>
    internal static IReadOnlyList<AllocationProbe> Fragments()
    {
        int[] values = [5, 3, 8, 1, 9, 2, 7, 7, 4, 6];
        List<int> list = [.. values];
        var instance = new AllocationFragments(3);
        return
        [
            new("lambda not taken", () => AllocationFragments.LambdaNotTaken(values, 4), ctx => AllocationFragments.LambdaNotTaken__woven(ctx, values, 4)),
            new("lambda without capture", () => AllocationFragments.LambdaWithoutCapture(values), ctx => AllocationFragments.LambdaWithoutCapture__woven(ctx, values)),
            new("lambda with capture", () => AllocationFragments.LambdaWithCapture(values, 4), ctx => AllocationFragments.LambdaWithCapture__woven(ctx, values, 4)),
            new("try/catch/finally", () => AllocationFragments.TryFinally(values), ctx => AllocationFragments.TryFinally__woven(ctx, values)),
            new("foreach over a list", () => AllocationFragments.OverList(list), ctx => AllocationFragments.OverList__woven(ctx, list)),
            new("async", () => AllocationFragments.Async(values).GetAwaiter().GetResult(), ctx => AllocationFragments.Async__woven(ctx, values)),
            new("instance", () => instance.Instance(values), ctx => instance.Instance__woven(ctx, values)),
        ];
    }

    /// <summary>A kernel with its real input.</summary>
    internal static AllocationProbe Of(Kernel kernel) => new(kernel.Name, kernel.RunPlain, kernel.RunWoven, kernel.Prepare);

    /// <summary>Bytes that one call allocates, plain and woven: the least of a few calls.</summary>
    internal (long Plain, long Woven) Measure(RunContext ctx)
    {
        var (plain, woven) = (long.MaxValue, long.MaxValue);
        for (var i = 0; i < WarmCalls + Repeats; i++)
        {
            Prepare?.Invoke();
            var start = GC.GetAllocatedBytesForCurrentThread();
            Plain();
            var ofPlain = GC.GetAllocatedBytesForCurrentThread() - start;
            Prepare?.Invoke();
            start = GC.GetAllocatedBytesForCurrentThread();
            Woven(ctx);
            var ofWoven = GC.GetAllocatedBytesForCurrentThread() - start;
            if (ctx.Unwinding)
                throw new BenchmarkFailedException($"{Name} was captured although nobody asked for it.");
            if (i >= WarmCalls)
                (plain, woven) = (Math.Min(plain, ofPlain), Math.Min(woven, ofWoven));
        }

        return (plain, woven);
    }
}

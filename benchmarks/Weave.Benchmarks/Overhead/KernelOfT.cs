using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>A kernel with a result.</summary>
public abstract class Kernel<TResult>(string name, KernelGroup group, Func<TResult, ulong> checksum) : Kernel(name, group)
{
    TResult result = default!;

    public override bool HasAsync => false;

    public sealed override void RunPlain() => result = CallPlain();

    public sealed override void RunWoven(RunContext ctx) => result = CallWoven(ctx);

    public sealed override void RunAsync() => result = CallAsync().GetAwaiter().GetResult();

    public sealed override void Resume(StrandDriver driver) => result = driver.ResumeCaptured<TResult>();

    public sealed override ulong Checksum() => checksum(result);

    protected abstract TResult CallPlain();

    protected abstract TResult CallWoven(RunContext ctx);

    protected virtual ValueTask<TResult> CallAsync() => throw new InvalidOperationException($"{Name} has no async twin.");
}

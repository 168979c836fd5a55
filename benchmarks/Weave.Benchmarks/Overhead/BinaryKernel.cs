using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>A kernel of two arguments.</summary>
public sealed unsafe class BinaryKernel<TFirst, TSecond, TResult> : Kernel<TResult>
{
    readonly delegate*<TFirst, TSecond, TResult> plain;
    readonly delegate*<RunContext, TFirst, TSecond, TResult> woven;
    readonly delegate*<TFirst, TSecond, ValueTask<TResult>> async;
    readonly (TFirst First, TSecond Second) small;
    readonly (TFirst First, TSecond Second) real;
    TFirst first;
    TSecond second;

    public BinaryKernel(
        string name, KernelGroup group, delegate*<TFirst, TSecond, TResult> plain, delegate*<RunContext, TFirst, TSecond, TResult> woven,
        (TFirst First, TSecond Second) small, (TFirst First, TSecond Second) real, Func<TResult, ulong> checksum, delegate*<TFirst, TSecond, ValueTask<TResult>> async = null)
        : base(name, group, checksum)
    {
        this.plain = plain;
        this.woven = woven;
        this.async = async;
        this.small = small;
        this.real = real;
        (first, second) = small;
    }

    public override bool HasAsync => async != null;

    public override void Use(bool real) => (first, second) = real ? this.real : small;

    protected override TResult CallPlain() => plain(first, second);

    protected override TResult CallWoven(RunContext ctx) => woven(ctx, first, second);

    protected override ValueTask<TResult> CallAsync() => async(first, second);
}

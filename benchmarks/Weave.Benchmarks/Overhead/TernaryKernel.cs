using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>A kernel of three arguments.</summary>
public sealed unsafe class TernaryKernel<TFirst, TSecond, TThird, TResult> : Kernel<TResult>
{
    readonly delegate*<TFirst, TSecond, TThird, TResult> plain;
    readonly delegate*<RunContext, TFirst, TSecond, TThird, TResult> woven;
    readonly delegate*<TFirst, TSecond, TThird, ValueTask<TResult>> async;
    readonly (TFirst First, TSecond Second, TThird Third) small;
    readonly (TFirst First, TSecond Second, TThird Third) real;
    TFirst first;
    TSecond second;
    TThird third;

    public TernaryKernel(
        string name, KernelGroup group, delegate*<TFirst, TSecond, TThird, TResult> plain, delegate*<RunContext, TFirst, TSecond, TThird, TResult> woven,
        (TFirst First, TSecond Second, TThird Third) small, (TFirst First, TSecond Second, TThird Third) real, Func<TResult, ulong> checksum,
        delegate*<TFirst, TSecond, TThird, ValueTask<TResult>> async = null)
        : base(name, group, checksum)
    {
        this.plain = plain;
        this.woven = woven;
        this.async = async;
        this.small = small;
        this.real = real;
        (first, second, third) = small;
    }

    public override bool HasAsync => async != null;

    public override void Use(bool real) => (first, second, third) = real ? this.real : small;

    protected override TResult CallPlain() => plain(first, second, third);

    protected override TResult CallWoven(RunContext ctx) => woven(ctx, first, second, third);

    protected override ValueTask<TResult> CallAsync() => async(first, second, third);
}

using Weave.Execution;

namespace Weave.Benchmarks.Overhead;

/// <summary>A kernel of one argument.</summary>
public sealed unsafe class UnaryKernel<TArgument, TResult> : Kernel<TResult>
{
    readonly delegate*<TArgument, TResult> plain;
    readonly delegate*<RunContext, TArgument, TResult> woven;
    readonly delegate*<TArgument, ValueTask<TResult>> async;
    readonly TArgument small;
    readonly TArgument real;
    TArgument argument;

    public UnaryKernel(
        string name, KernelGroup group, delegate*<TArgument, TResult> plain, delegate*<RunContext, TArgument, TResult> woven,
        TArgument small, TArgument real, Func<TResult, ulong> checksum, delegate*<TArgument, ValueTask<TResult>> async = null)
        : base(name, group, checksum)
    {
        this.plain = plain;
        this.woven = woven;
        this.async = async;
        this.small = argument = small;
        this.real = real;
    }

    public override bool HasAsync => async != null;

    public override void Use(bool real) => argument = real ? this.real : small;

    protected override TResult CallPlain() => plain(argument);

    protected override TResult CallWoven(RunContext ctx) => woven(ctx, argument);

    protected override ValueTask<TResult> CallAsync() => async(argument);
}

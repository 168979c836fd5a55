using System.ComponentModel;
using Weave.State;

namespace Weave.Execution;

/// <summary>The descriptor of a woven function that returns <typeparamref name="TResult"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FragmentFunction<TResult> : FragmentFunction
{
    /// <param name="id">See <see cref="FragmentFunction.Id"/>.</param>
    /// <param name="cuts">See <see cref="FragmentFunction.Cuts"/>.</param>
    /// <param name="newFrame">Makes an empty frame of this function.</param>
    /// <param name="typeArguments">What its type and it are constructed with, outermost first.</param>
    public FragmentFunction(string id, IReadOnlyList<CutInfo> cuts, Func<Frame> newFrame, params Type[] typeArguments)
        : base(id, cuts, newFrame, typeArguments)
    {
    }

    /// <inheritdoc/>
    public override Type ResultType => typeof(TResult);

    internal override byte[] EncodeResult(RunContext ctx, ISymbolTable symbols) => StateBytes.Encode(ctx.Take<TResult>(), symbols);
}

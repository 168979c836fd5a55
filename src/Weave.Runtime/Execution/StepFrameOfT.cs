using System.ComponentModel;
using Weave.State;

namespace Weave.Execution;

/// <summary>A step frame whose step returns <typeparamref name="TResult"/>; <see cref="Unit"/> for none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StepFrame<TResult> : StepFrame
{
    /// <summary>Makes one attempt at the effect, with the arguments in this frame.</summary>
    /// <returns>The step's result; a failed attempt throws the step's exception.</returns>
    public abstract ValueTask<TResult> ExecuteAsync();

    internal sealed override async Task<Outcome> AttemptAsync() => new Outcome<TResult> { Value = await ExecuteAsync().ConfigureAwait(false) };

    internal sealed override byte[] EncodeValue(Outcome value, ISymbolTable symbols) => StateBytes.Encode(((Outcome<TResult>)value).Value, symbols);

    internal sealed override Outcome DecodeValue(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) =>
        new Outcome<TResult> { Value = StateBytes.Decode<TResult>(bytes, symbols) };
}

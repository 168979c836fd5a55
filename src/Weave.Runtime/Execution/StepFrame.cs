using System.ComponentModel;
using Weave.State;

namespace Weave.Execution;

/// <summary>A step that was called and has no outcome yet: the innermost frame of a strand that waits for it. Its fields are the arguments.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StepFrame : Frame
{
    private protected StepFrame()
    {
    }

    /// <summary>How often a failed attempt is made again.</summary>
    public abstract int Retries { get; }

    /// <summary>Milliseconds before the first retry.</summary>
    public abstract int RetryDelay { get; }

    /// <summary>A step frame is never entered: the engine executes it and gives its outcome to the frame below.</summary>
    /// <param name="ctx">Unused.</param>
    public sealed override void Resume(RunContext ctx) => throw new InvalidOperationException("A step frame is executed by the engine, not entered.");

    /// <summary>Makes one attempt, with the arguments in this frame.</summary>
    internal abstract Task<Outcome> AttemptAsync();

    /// <summary>The bytes of a value of this step.</summary>
    internal abstract byte[] EncodeValue(Outcome value, ISymbolTable symbols);

    /// <summary>The value in what <see cref="EncodeValue"/> made: a copy of its own.</summary>
    internal abstract Outcome DecodeValue(ReadOnlyMemory<byte> bytes, ISymbolTable symbols);
}

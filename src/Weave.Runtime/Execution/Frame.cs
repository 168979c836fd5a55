using System.ComponentModel;
using Weave.State;

namespace Weave.Execution;

/// <summary>The saved activation of one fragment function: function, cut, contract values. Generated code derives one class per function.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Frame
{
    /// <summary>Index into <see cref="FragmentFunction.Cuts"/> of the cut this activation stopped at; 0 is the entry.</summary>
    public int Cut;

    /// <summary>What other code saved here and this code does not know; null for nothing.</summary>
    internal Evolution.KeptFields? Kept { get; set; }

    /// <summary>What this frame sleeps among: it was loaded, but not read. Null once it has its values.</summary>
    internal SleepingFrames? Sleeping { get; set; }

    /// <summary>The function this frame belongs to.</summary>
    public abstract FragmentFunction Function { get; }

    /// <summary>Goes on from <see cref="Cut"/>: returns when the function has given its result to <paramref name="ctx"/>, or has been captured again.</summary>
    /// <param name="ctx">The context of the strand that runs this frame.</param>
    public abstract void Resume(RunContext ctx);

    /// <summary>Writes the values of the contract at <see cref="Cut"/>, in contract order.</summary>
    /// <param name="writer">Receives the values.</param>
    public abstract void Write(StateWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote; <see cref="Cut"/> is already set.</summary>
    /// <param name="reader">Gives the values.</param>
    public abstract void Read(StateReader reader);
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Execution;

/// <summary>
/// What woven code carries through its calls. Fast fields are read at every safepoint; everything else happens only while a strand is
/// being captured or resumed. One strand, one context; it may be used only on the thread that runs the strand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RunContext
{
    /// <summary>The poll: non-zero when somebody wants the strand to stop. Volatile, or the JIT would hoist the read out of a call-free loop.</summary>
    public volatile int Request;

    /// <summary>True while the native stack is being turned into frames: every woven caller saves its own frame and returns.</summary>
    public bool Unwinding;

    nuint stackLimit = 0;

    /// <summary>True if the strand has to stop at a function's entry: the native stack is nearly used up, or there is a request (which raises the limit).</summary>
    /// <remarks>The address of a local is the stack pointer: exact whatever the frames' sizes, and one compare. A counter costs twice the recursion (measured).</remarks>
    public unsafe bool AtLimit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        [SkipLocalsInit]
        get
        {
            byte here;
            return (nuint)(&here) < Volatile.Read(ref stackLimit);
        }
    }

    /// <summary>Adds the frame of the innermost woven function not saved yet, and starts unwinding if nothing did so before.</summary>
    public void Save(Frame frame) => throw new NotImplementedException();

    /// <summary>Called by a resumed function at a poll cut, inside the try regions of the cut: throws a cancellation that is due.</summary>
    public void Enter() => throw new NotImplementedException();

    /// <summary>Called by a resumed function at a call cut: the value its callee gave, or its exception thrown again.</summary>
    public T Take<T>() => throw new NotImplementedException();

    /// <summary>Like <see cref="Take{T}"/> for a callee that returns nothing.</summary>
    public void Take() => throw new NotImplementedException();

    /// <summary>Called by <see cref="Frame.Resume"/> with what the function returned; ignored while <see cref="Unwinding"/>.</summary>
    public void Return<T>(T value) => throw new NotImplementedException();

    /// <summary>Like <see cref="Return{T}"/> for a function that returns nothing.</summary>
    public void Return() => throw new NotImplementedException();
}

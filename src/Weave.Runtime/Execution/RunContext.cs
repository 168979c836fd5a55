using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Weave.Cursors;

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

    nuint stackLimit;
    nuint nativeLimit;
    int thread;
    bool cancelDue;
    bool hasOutcome;
    Outcome? outcome;
    ExceptionDispatchInfo? error;
    FragmentFunction? admitted;

    internal RunContext()
    {
    }

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

    /// <summary>True if enumerators of any kind may stay in frames, because no frame leaves the process.</summary>
    internal bool KeepsAll { get; set; }

    /// <summary>The host, for functions that say what theirs must have; null where nobody asks.</summary>
    internal Cluster.IStrandHost? Host { get; set; }

    /// <summary>Lets a function be entered once without asking again.</summary>
    internal void Admit(FragmentFunction function) => admitted = function;

    /// <summary>The frames of the capture under way, innermost first.</summary>
    internal List<Frame> Slice { get; } = [];

    /// <summary>True when the innermost finished frame left a value or an exception for the next one.</summary>
    internal bool HasOutcome => hasOutcome;

    /// <summary>The exception left for the next frame, or null.</summary>
    internal ExceptionDispatchInfo? Error => error;

    /// <summary>True when a cancellation has been asked for and not thrown yet.</summary>
    internal bool CancelDue => cancelDue;

    /// <summary>True if an enumerator can be saved. A cut that can be left out is, where one cannot.</summary>
    /// <param name="enumerator">An enumerator behind an interface.</param>
    public bool CanSave(object enumerator) => KeepsAll || CursorKinds.Knows(enumerator.GetType());

    /// <summary>Asked by a function that says what its host must have, before it does anything: true if it has to stop there, because this is not the host for it.</summary>
    /// <param name="function">The function.</param>
    public bool Leaves(FragmentFunction function)
    {
        var isAdmitted = admitted == function;
        admitted = null;
        return !isAdmitted && Host?.Refuses(function) == true;
    }

    /// <summary>Adds the frame of the innermost woven function not saved yet, and starts unwinding if nothing did so before.</summary>
    public void Save(Frame frame)
    {
        CheckThread();
        Unwinding = true;
        Slice.Add(frame);
    }

    /// <summary>Called by a resumed function at a poll cut, inside the try regions of the cut: throws a cancellation that is due.</summary>
    public void Enter()
    {
        CheckThread();
        if (TakeCancel())
            throw new RunCancelledException();
    }

    /// <summary>Called by a resumed function at a call cut: the value its callee gave, or its exception thrown again.</summary>
    [StackTraceHidden]
    public T Take<T>()
    {
        var given = TakeOutcome();
        if (given is Outcome<T> exact)
        {
            var value = exact.Value;
            exact.Value = default!;
            return value;
        }

        if (given is EncodedOutcome encoded)
            return encoded.Decode<T>();

        // A callee may be declared with a more derived result than its caller asks for.
        return given.Boxed is T other || (given.Boxed is null && default(T) is null)
            ? (T)given.Boxed!
            : throw new InvalidOperationException($"A callee gave {given.GetType().GenericTypeArguments[0]} where its caller takes {typeof(T)}.");
    }

    /// <summary>Like <see cref="Take{T}"/> for a callee that returns nothing, or whose result is not used.</summary>
    [StackTraceHidden]
    public void Take() => TakeOutcome();

    /// <summary>Called by <see cref="Frame.Resume"/> with what the function returned; ignored while <see cref="Unwinding"/>.</summary>
    public void Return<T>(T value)
    {
        if (Unwinding)
            return;
        if (outcome is Outcome<T> cell)
            cell.Value = value;
        else
            outcome = new Outcome<T> { Value = value };
        hasOutcome = true;
    }

    /// <summary>Like <see cref="Return{T}"/> for a function that returns nothing.</summary>
    public void Return() => Return(default(Unit));

    /// <summary>Asks the strand to stop at its next cut; callable from any thread.</summary>
    internal void RequestStop(StopRequest request)
    {
        Interlocked.Or(ref Request, (int)request);
        Volatile.Write(ref stackLimit, nuint.MaxValue);
    }

    /// <summary>Takes the requests made so far. One made at the same time is either taken or still standing afterwards.</summary>
    internal StopRequest TakeRequests()
    {
        var taken = Interlocked.Exchange(ref Request, 0);
        ArmLimit();
        return (StopRequest)taken;
    }

    /// <summary>Makes the current thread the one that runs the strand.</summary>
    /// <param name="limit">The lowest stack address at which a woven function may still be entered.</param>
    internal void Attach(nuint limit)
    {
        thread = Environment.CurrentManagedThreadId;
        nativeLimit = limit;
        ArmLimit();
    }

    /// <summary>The strand runs on no thread: every use of the context is a misuse until the next <see cref="Attach"/>.</summary>
    internal void Detach() => thread = 0;

    /// <summary>With a request standing, lets one function be entered within <paramref name="limit"/>, so that a resume at an entry gets further.</summary>
    internal void AllowEntry(nuint limit) => Volatile.Write(ref stackLimit, Math.Max(limit, nativeLimit));

    /// <summary>Sets the limit back to the native one, or keeps it raised if there is a request. A raise that lost its race against this costs one needless capture.</summary>
    internal void ArmLimit()
    {
        Volatile.Write(ref stackLimit, nativeLimit);
        Interlocked.MemoryBarrier();
        if (Request != 0)
            Volatile.Write(ref stackLimit, nuint.MaxValue);
    }

    /// <summary>Makes the next cut throw a cancellation.</summary>
    internal void CancelAtNextCut() => cancelDue = true;

    /// <summary>True once for a cancellation that is due.</summary>
    internal bool TakeCancel()
    {
        var due = cancelDue;
        cancelDue = false;
        return due;
    }

    /// <summary>Leaves the value of a finished wait for the frame that waits.</summary>
    internal void Deliver(Outcome value)
    {
        outcome = value;
        hasOutcome = true;
    }

    /// <summary>Leaves an exception for the next frame.</summary>
    internal void Fail(ExceptionDispatchInfo exception)
    {
        error = exception;
        hasOutcome = true;
    }

    /// <summary>Forgets an outcome and a capture under way: the strand will be loaded again.</summary>
    internal void Reset()
    {
        Unwinding = false;
        Slice.Clear();
        hasOutcome = false;
        cancelDue = false;
        outcome = null;
        error = null;
    }

    [StackTraceHidden]
    Outcome TakeOutcome()
    {
        CheckThread();
        if (!hasOutcome)
            throw new ContextMisuseException("A woven function asked for the outcome of a call that has none.");
        hasOutcome = false;
        if (error is { } thrown)
        {
            error = null;
            thrown.Throw();
        }

        return outcome!;
    }

    void CheckThread()
    {
        if (thread != Environment.CurrentManagedThreadId)
            throw new ContextMisuseException("A woven function was called with the context of a strand that does not run on this thread.");
    }
}

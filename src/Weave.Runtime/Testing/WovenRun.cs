using System.ComponentModel;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>One run of a woven call under a regime, on the current thread; what it threw is thrown.</summary>
/// <param name="regime">When it is stopped, and what its frames go through.</param>
/// <param name="options">How to run; null for the defaults.</param>
public sealed class WovenRun(Regime regime, WovenOptions? options = null)
{
    readonly Ferry ferry = new(regime, new Schedule(regime, watched: true, regime.Seed), options ?? WovenOptions.Default);

    /// <summary>Stops whose state was taken.</summary>
    public long Captures => ferry.Captures;

    /// <summary>The first few thousand of them: the cuts of all frames, outermost first.</summary>
    public IReadOnlyList<string> Cuts => ferry.Cuts;

    /// <summary>The states as full checkpoints, if the options say so.</summary>
    public IReadOnlyList<byte[]> States => ferry.States;

    /// <summary>Runs the call to its end.</summary>
    /// <exception cref="StateMismatchException">A state did not come through the codecs as it went in.</exception>
    public TResult Run<TResult>(FragmentCall<TResult> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Driver().Resume<TResult>([call.Frame]);
    }

    /// <summary>Runs the call whose entry frame is given, as <see cref="Run{TResult}"/> does.</summary>
    /// <returns>The result, boxed; null if there is none.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public object? Run(Frame entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Driver().Resume<object?>([entry]) is var result and not Unit ? result : null;
    }

    StrandDriver Driver()
    {
        var schedule = ferry.Schedule;
        return new StrandDriver(new()
        {
            Policy = StopPolicy.While(() => schedule.IsArmed),
            AtStop = ferry.Stop,
            Handles = (options ?? WovenOptions.Default).Handles,
            Time = options?.Time,
        });
    }
}

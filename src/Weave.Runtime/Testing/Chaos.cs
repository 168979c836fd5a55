using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>
/// Sends the ordinary calls of a test project through woven methods. Generated interceptors enter here; the regime comes from the build (<c>-p:WeaveChaos=every</c>),
/// or without a new build from the environment variable <c>WEAVE_CHAOS</c> or the AppContext value <c>Weave.Chaos</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Chaos
{
    /// <summary>Drivers on one thread, one inside the other through plain code: a deeper call is made plainly, for each costs native stack.</summary>
    const int MostNested = 8;

    static readonly Lock gate = new();
    static ChaosReport? report;

    [ThreadStatic]
    static ChaosCall? current;

    /// <summary>Called when a module is loaded whose build asked for chaos.</summary>
    /// <param name="regime">The regime that was asked for.</param>
    /// <param name="all">True if every method was woven that can be.</param>
    /// <param name="woven">Methods of the module that are woven.</param>
    /// <param name="refused">Methods of the module that were left plain because weaving refused them.</param>
    /// <param name="report">The file to leave the summary in, or empty.</param>
    public static void Add(string regime, bool all, int woven, int refused, string report)
    {
        lock (gate)
        {
            Chaos.report ??= ChaosReport.Start(regime, all);
            Chaos.report.AddModule(woven, refused, report);
        }
    }

    /// <summary>Begins a call; null if it has to be made plainly.</summary>
    /// <param name="function">The function that is called.</param>
    public static ChaosCall? Enter(FragmentFunction function)
    {
        if (report is not { } session)
            return null;
        session.CountCall();
        var outer = current;
        if (outer?.Depth + 1 >= MostNested || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return null;
        return new ChaosCall(session, function, outer);
    }

    /// <summary>Makes a call the innermost one of this thread; returns the one that was.</summary>
    internal static ChaosCall? Exchange(ChaosCall? call)
    {
        var before = current;
        current = call;
        return before;
    }
}

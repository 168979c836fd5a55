using System.Reflection;
using Weave.Execution;
using Weave.Generator.Tests.Equivalence;
using Weave.Testing;

namespace Weave.Fuzz.Running;

/// <summary>Runs one program plain and under every regime, and compares.</summary>
static class Runner
{
    const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Captures of a call that are each made alone.</summary>
    const int Singles = 3;

    /// <summary>In one of so many programs the collector is asked who can reach what, so that the caller's arguments can be compared after a restore.</summary>
    const int Grafted = 8;

    /// <summary>Regimes that do not depend on how often a call can be stopped. The second keeps the states that others are compared with.</summary>
    static readonly Regime[] regimes =
    [
        Regime.None with { Passage = Passage.None },
        Regime.Exhaustive with { Passage = Passage.None },
        Regime.Exhaustive with { Passage = Passage.Fresh },
        Regime.Exhaustive with { Passage = Passage.Chain },
        Regime.Exhaustive with { Passage = Passage.Chain, Each = 3 },
        Regime.Exhaustive with { Passage = Passage.Poison },
        Regime.Random(1) with { Passage = Passage.Chain, Each = 2 },
        Regime.Random(2) with { Passage = Passage.Fresh },
    ];

    public static Verdict Run(FuzzProgram program, Assembly assembly, string space, Verdict verdict)
    {
        var type = assembly.GetType($"{space}.Fuzz.{program.Name}.Program", throwOnError: true)!;
        if (type.GetNestedType("Fragments", Any)?.GetMethod("Main") is not { } entry)
            return verdict;
        var calls = type.GetMethod("Calls", Any)!;
        var rows = Rows(calls).Count;
        var captures = 0L;
        for (var row = 0; row < rows; row++)
        {
            var call = new ProgramCall(program, row, () => Rows(calls)[row], type.GetMethod("Main", Any)!, entry, type.GetMethod("Reset", Any)!, new SampleLog(assembly, space));
            foreach (var regime in regimes)
            {
                // What a rule calls an error may be run nevertheless, and says so where it waits.
                if (call.Difference(regime) is { } difference)
                    return verdict.IsWrong && difference.Contains(nameof(DurableCallException), StringComparison.Ordinal) ? verdict : verdict with { Mismatch = new(program, "behaviour", difference) };
            }
            captures += call.Captures;
            if (Chosen(program, row, call.Captures).Select(call.Difference).FirstOrDefault(static d => d is not null) is { } other)
                return verdict with { Mismatch = new(program, "behaviour", other) };
        }
        return verdict with { Captures = captures };
    }

    /// <summary>A few captures alone, and sometimes a graft.</summary>
    static IEnumerable<Regime> Chosen(FuzzProgram program, int row, long captures)
    {
        var dice = new Generation.Dice(program.Seed + (ulong)row);
        for (var i = 0; i < Math.Min(Singles, captures); i++)
            yield return Regime.AtCapture(dice.Below((int)captures) + 1) with { Passage = Passage.Fresh };
        if (dice.Below(Grafted) == 0)
            yield return Regime.Every;
    }

    static List<object?[]> Rows(MethodInfo calls) => [.. (IEnumerable<object?[]>)calls.Invoke(null, null)!];

    /// <summary>One call of <c>Main</c>, plain at first, then woven as often as asked.</summary>
    sealed class ProgramCall
    {
        readonly FuzzProgram program;
        readonly int row;
        readonly Func<object?[]> arguments;
        readonly MethodInfo entry;
        readonly WovenOptions options;
        readonly Observation plain;
        IReadOnlyList<byte[]>? states;

        public ProgramCall(FuzzProgram program, int row, Func<object?[]> arguments, MethodInfo main, MethodInfo entry, MethodInfo reset, SampleLog log)
        {
            (this.program, this.row, this.arguments, this.entry) = (program, row, arguments, entry);
            options = new()
            {
                Reset = () =>
                {
                    log.Clear();
                    reset.Invoke(null, null);
                },
                Probe = log.Take,
                KeepStates = true,
                Handles = false,
                MostCaptures = 20_000,
            };
            Watch.Now(program, $"case {row}, plain");
            plain = Oracle.Observe(arguments, given => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, (object?[])given!, null), options);
        }

        public long Captures { get; private set; }

        /// <summary>Null if the woven call is like the plain one.</summary>
        public string? Difference(Regime regime)
        {
            Watch.Now(program, $"case {row}, {regime}");
            var run = new WovenRun(regime, options with { Time = new LeapingClock() });
            options.Reset!();
            var given = arguments();
            var difference = Seen(regime, run, given);
            if (regime.Kind == RegimeKind.Exhaustive)
            {
                difference ??= States(run);
                if (regime.Passage == Passage.None)
                    (Captures, states) = (run.Captures, [.. run.States]);
            }
            return difference is null ? null : $"case {row}, {regime}: {difference}\nafter these captures:\n  {string.Join("\n  ", run.Cuts.TakeLast(6))}";
        }

        string? Seen(Regime regime, WovenRun run, object?[] given)
        {
            try
            {
                var woven = Observation.Of(given, () => run.Run(Frame(given)), options.Probe);
                return plain.Difference(woven, arguments: regime.Passage is Passage.None or Passage.Graft);
            }
            catch (StateMismatchException mismatch)
            {
                return mismatch.Message;
            }
        }

        Frame Frame(object?[] given)
        {
            var call = entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, given, null)!;
            return (Frame)call.GetType().GetProperty("Frame")!.GetValue(call)!;
        }

        /// <summary>A strand that was loaded writes what the strand writes that was not.</summary>
        string? States(WovenRun run)
        {
            if (states is null || run.Captures != states.Count || run.States.Count != states.Count)
                return null;
            for (var i = 0; i < states.Count; i++)
            {
                if (!states[i].AsSpan().SequenceEqual(run.States[i]))
                    return $"the state at capture {i + 1} ({run.Cuts[i]}) differs from the one that was never loaded";
            }
            return null;
        }
    }
}

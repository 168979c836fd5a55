using Weave.Execution;

namespace Weave.Testing;

/// <summary>
/// Compares woven methods with the plain ones they come from: for every schedule of stops, result, exceptions, effects and what is left of the arguments have to be
/// those of the plain method. Stands on no test framework.
/// </summary>
public static class Oracle
{
    /// <summary>Runs a woven call to its end under a regime; what it throws is thrown.</summary>
    /// <param name="call">The call, as the generated <c>Fragments</c> class makes it.</param>
    /// <param name="regime">When it is stopped, and what its frames go through.</param>
    /// <param name="options">How to run; null for the defaults.</param>
    /// <exception cref="StateMismatchException">A state did not come through the codecs as it went in.</exception>
    public static TResult Run<TResult>(FragmentCall<TResult> call, Regime regime, WovenOptions? options = null) => new WovenRun(regime, options).Run(call);

    /// <summary>Runs one call plain, then woven, and compares everything a caller can see.</summary>
    /// <param name="arguments">Makes the arguments: called once for each side. A tuple or an array, where there are several.</param>
    /// <param name="plain">The plain call.</param>
    /// <param name="woven">The woven call, as the generated <c>Fragments</c> class makes it.</param>
    /// <param name="regime">When the woven call is stopped, and what its frames go through.</param>
    /// <param name="options">How to run; null for the defaults.</param>
    public static Comparison Compare<TArguments, TResult>(
        Func<TArguments> arguments, Func<TArguments, TResult> plain, Func<TArguments, FragmentCall<TResult>> woven, Regime regime, WovenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(woven);
        return Compare(() => arguments(), a => plain((TArguments)a!), a => woven((TArguments)a!).Frame, regime, options);
    }

    /// <inheritdoc cref="Compare{TArguments, TResult}(Func{TArguments}, Func{TArguments, TResult}, Func{TArguments, FragmentCall{TResult}}, Regime, WovenOptions?)"/>
    public static Comparison Compare<TArguments, TResult>(
        Func<TArguments> arguments, Func<TArguments, Task<TResult>> plain, Func<TArguments, FragmentCall<TResult>> woven, Regime regime, WovenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plain);
        return Compare(arguments, a => plain(a).GetAwaiter().GetResult(), woven, regime, options);
    }

    /// <inheritdoc cref="Compare{TArguments, TResult}(Func{TArguments}, Func{TArguments, TResult}, Func{TArguments, FragmentCall{TResult}}, Regime, WovenOptions?)"/>
    public static Comparison Compare<TArguments>(
        Func<TArguments> arguments, Func<TArguments, Task> plain, Func<TArguments, FragmentCall<Unit>> woven, Regime regime, WovenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plain);
        return Compare(arguments, a => plain(a).GetAwaiter().GetResult(), woven, regime, options);
    }

    /// <inheritdoc cref="Compare{TArguments, TResult}(Func{TArguments}, Func{TArguments, TResult}, Func{TArguments, FragmentCall{TResult}}, Regime, WovenOptions?)"/>
    public static Comparison Compare<TArguments>(
        Func<TArguments> arguments, Action<TArguments> plain, Func<TArguments, FragmentCall<Unit>> woven, Regime regime, WovenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(woven);
        return Compare(
            () => arguments(),
            a =>
            {
                plain((TArguments)a!);
                return null;
            },
            a => woven((TArguments)a!).Frame,
            regime,
            options);
    }

    /// <summary>The same for calls that are known by reflection only.</summary>
    /// <param name="arguments">Makes the arguments: called once for each side.</param>
    /// <param name="plain">The plain call; the task of an async one is waited for.</param>
    /// <param name="woven">The entry frame of the woven call.</param>
    /// <param name="regime">When the woven call is stopped, and what its frames go through.</param>
    /// <param name="options">How to run; null for the defaults.</param>
    public static Comparison Compare(Func<object?> arguments, Func<object?, object?> plain, Func<object?, Frame> woven, Regime regime, WovenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(regime);
        return Compare(Observe(arguments, plain, options), arguments, woven, regime, options);
    }

    /// <summary>Makes a plain call and looks: for comparing it with several woven ones.</summary>
    /// <param name="arguments">Makes the arguments.</param>
    /// <param name="plain">The plain call; the task of an async one is waited for.</param>
    /// <param name="options">How to look; null for the defaults.</param>
    public static Observation Observe(Func<object?> arguments, Func<object?, object?> plain, WovenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(plain);
        options?.Reset?.Invoke();
        var given = arguments();
        return Observation.Of(given, () => ResultOf(plain(given)), options?.Probe);
    }

    /// <summary>Makes a woven call and compares it with a plain one that was made before.</summary>
    /// <param name="plain">What the plain call did.</param>
    /// <param name="arguments">Makes the arguments.</param>
    /// <param name="woven">The entry frame of the woven call.</param>
    /// <param name="regime">When the woven call is stopped, and what its frames go through.</param>
    /// <param name="options">How to run; null for the defaults.</param>
    public static Comparison Compare(Observation plain, Func<object?> arguments, Func<object?, Frame> woven, Regime regime, WovenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(woven);
        ArgumentNullException.ThrowIfNull(regime);
        options?.Reset?.Invoke();
        var given = arguments();
        var run = new WovenRun(regime, options);
        var seen = Observation.Of(given, () => run.Run(woven(given)), options?.Probe);
        return new(regime, plain, seen, plain.Difference(seen, regime.Passage is Passage.Graft or Passage.None), run.Captures, run.Cuts);
    }

    static object? ResultOf(object? result)
    {
        if (result is not Task task)
            return result;
        task.GetAwaiter().GetResult();
        return Tasks.ResultOf(task);
    }
}

namespace Weave.Testing;

/// <summary>Everything a caller can see of a call.</summary>
/// <param name="Result">What it returned.</param>
/// <param name="Error">What it threw.</param>
/// <param name="Effects">What the probe read after it.</param>
/// <param name="Arguments">What it left of its arguments.</param>
public sealed record Observation(object? Result, Exception? Error, object? Effects, object? Arguments)
{
    /// <summary>Makes a call and looks. An exception of Weave itself is no outcome of the call: it is thrown.</summary>
    /// <param name="arguments">The arguments that the call is made with.</param>
    /// <param name="call">The call.</param>
    /// <param name="probe">Reads the effects, or null.</param>
    public static Observation Of(object? arguments, Func<object?> call, Func<object?>? probe = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        object? result = null;
        Exception? error = null;
        try
        {
            result = call();
        }
        catch (Exception e) when (e is not StateMismatchException)
        {
            error = e;
        }

        return new(result, error, probe?.Invoke(), arguments);
    }

    /// <summary>Null if both look alike, else the first difference.</summary>
    /// <param name="other">The other call.</param>
    /// <param name="arguments">False if the other call was made to work on copies of its arguments.</param>
    public string? Difference(Observation other, bool arguments = true)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Describe(Error) != Describe(other.Error))
            return $"threw {Describe(Error)}, woven {other.Error?.ToString() ?? "nothing"}";
        if (ObjectGraph.Difference(Effects, other.Effects, "effects") is { } effects)
            return effects;
        return arguments
            ? ObjectGraph.Difference(new Seen(Result, Arguments), new Seen(other.Result, other.Arguments), "")?.TrimStart('.')
            : ObjectGraph.Difference(Result, other.Result, "result");
    }

    static string Describe(Exception? error) => error switch
    {
        null => "nothing",
        AggregateException many => $"{many.GetType()}: {many.Message} ({string.Join("; ", many.InnerExceptions.Select(Describe))})",
        { InnerException: { } inner } => $"{error.GetType()}: {error.Message} ({Describe(inner)})",
        _ => $"{error.GetType()}: {error.Message}",
    };

    /// <summary>Result and arguments in one graph: they may share objects.</summary>
    sealed class Seen(object? result, object? arguments)
    {
#pragma warning disable CS0414, IDE1006 // read by reflection; the names are what a message says
        readonly object? result = result;
        readonly object? arguments = arguments;
#pragma warning restore CS0414, IDE1006
    }
}

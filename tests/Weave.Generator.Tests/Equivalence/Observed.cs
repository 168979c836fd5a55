using Weave.Generator.Tests.Codecs;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Everything a caller can see of a call.</summary>
/// <param name="Result">What it returned.</param>
/// <param name="Error">What it threw.</param>
/// <param name="Effects">What it did, in order.</param>
/// <param name="Arguments">What it left of its arguments.</param>
sealed record Observed(object? Result, Exception? Error, string[] Effects, object?[] Arguments)
{
    public static Observed Of(SampleLog log, object?[] arguments, Func<object?> call)
    {
        object? result = null;
        Exception? error = null;
        try
        {
            result = call();
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            error = e;
        }
        return new(result, error, log.Take(), arguments);
    }

    /// <summary>Null if both look alike.</summary>
    /// <param name="other">What the woven method did.</param>
    /// <param name="sameObjects">True if the woven method had the caller's own objects to the end.</param>
    public string? Difference(Observed other, bool sameObjects)
    {
        if (Describe(Error) != Describe(other.Error))
            return $"threw {Describe(Error)}, woven {other.Error?.ToString() ?? "nothing"}";
        if (!Effects.SequenceEqual(other.Effects))
            return $"did [{string.Join(", ", Effects)}], woven [{string.Join(", ", other.Effects)}]";
        return sameObjects
            ? ObjectGraph.Difference(new[] { Result, Arguments }, new[] { other.Result, other.Arguments })
            : ObjectGraph.Difference(Result, other.Result);
    }

    static string Describe(Exception? error) => error switch
    {
        null => "nothing",
        AggregateException many => $"{many.GetType()}: {many.Message} ({string.Join("; ", many.InnerExceptions.Select(Describe))})",
        { InnerException: { } inner } => $"{error.GetType()}: {error.Message} ({Describe(inner)})",
        _ => $"{error.GetType()}: {error.Message}",
    };
}

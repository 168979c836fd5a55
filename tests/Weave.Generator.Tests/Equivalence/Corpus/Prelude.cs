using Weave;

namespace Corpus;

/// <summary>One call of a sample, with constant arguments.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CaseAttribute(params object?[]? arguments) : Attribute
{
    public object?[] Arguments { get; } = arguments ?? [null];
}

/// <summary>Calls of a sample: the method <paramref name="source"/> of its type gives their arguments (this first for instance methods), fresh ones each time.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CasesAttribute(string source) : Attribute
{
    public string Source { get; } = source;
}

/// <summary>Nothing in the sample can be captured, and why that is right.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoCaptureAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}

/// <summary>What is right is said by another method, because plain C# cannot do it or does it another way.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleAttribute(string method) : Attribute
{
    public string Method { get; } = method;
}

/// <summary>Effects, in order.</summary>
public static class Log
{
    public static readonly List<string> Lines = [];

    public static void Add(object? effect) => Lines.Add(effect?.ToString() ?? "null");

    /// <summary>An effect inside an expression.</summary>
    public static T Say<T>(T value)
    {
        Lines.Add(value?.ToString() ?? "null");
        return value;
    }
}

/// <summary>Callees that can be stopped: each has a loop of one iteration, so that a call of one is a cut at which its caller is captured.</summary>
public static partial class Stop
{
    [Fragment]
    public static int Int(int value)
    {
        Log.Add($"int {value}");
        for (var turn = 0; turn < 1; turn++)
            Log.Add("turn");
        return value;
    }

    [Fragment]
    public static long Long(long value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"long {value}");
        return value;
    }

    [Fragment]
    public static double Double(double value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"double {value}");
        return value;
    }

    [Fragment]
    public static bool Bool(bool value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"bool {value}");
        return value;
    }

    [Fragment]
    public static string Text(string value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"text {value}");
        return value;
    }

    [Fragment]
    public static string? Maybe(string? value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"maybe {value ?? "null"}");
        return value;
    }

    [Fragment]
    public static void Void(string value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"void {value}");
    }

    /// <summary>Throws after it could be stopped.</summary>
    [Fragment]
    public static int Throw(string message)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"throws {message}");
        throw new InvalidOperationException(message);
    }

    /// <summary>Throws before it could be stopped, if so told; after it, if so told.</summary>
    [Fragment]
    public static int Fail(int value, bool early, bool late)
    {
        if (early)
            throw new InvalidOperationException($"early {value}");
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"between {value}");
        if (late)
            throw new ArgumentException($"late {value}");
        return value;
    }

    [Fragment]
    public static async Task<int> IntAsync(int value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"int async {value}");
        await Task.Yield();
        return value;
    }

    [Fragment]
    public static async Task VoidAsync(string value)
    {
        for (var turn = 0; turn < 1; turn++)
            Log.Add($"void async {value}");
        await Durable.Checkpoint();
    }
}

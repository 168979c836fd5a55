using System.Globalization;
using System.Reflection;
using Weave.Execution;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>A fragment function of the corpus with its cases.</summary>
sealed class Sample(Corpus corpus, string file, MethodInfo method, SampleLog log)
{
    const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public MethodInfo Method => method;

    public SampleLog Log => log;

    public Corpus Corpus => corpus;

    /// <summary>True if the sample says that nothing in it can be captured.</summary>
    public bool NeverCaptures => Mark("NoCaptureAttribute") is not null;

    /// <summary>The method whose behaviour counts: the plain one, or where plain C# cannot do it, one that says what is right.</summary>
    public MethodInfo Oracle => Mark("OracleAttribute") is { } mark ? method.DeclaringType!.GetMethod((string)Property(mark, "Method")!, Any)! : method;

    /// <summary>Makes the arguments of each case; every call makes fresh ones.</summary>
    public IEnumerable<(string Name, Func<object?[]> Make)> Cases()
    {
        foreach (var mark in method.GetCustomAttributes().Where(static a => a.GetType().Name == "CaseAttribute"))
        {
            var values = (object?[])Property(mark, "Arguments")!;
            yield return ($"({string.Join(", ", values.Select(static v => v ?? "null"))})", () => Convert(values));
        }
        foreach (var mark in method.GetCustomAttributes().Where(static a => a.GetType().Name == "CasesAttribute"))
        {
            var source = (string)Property(mark, "Source")!;
            var count = Provided(source).Length;
            for (var i = 0; i < count; i++)
            {
                var index = i;
                yield return ($"{source}[{index}]", () => Provided(source)[index]);
            }
        }
    }

    /// <summary>Sets the static fields of the sample's type back, if it says how.</summary>
    public void Reset()
    {
        log.Clear();
        method.DeclaringType!.GetMethod("Reset", Any)?.Invoke(null, null);
    }

    /// <summary>Calls the oracle with arguments, <c>this</c> first for an instance method.</summary>
    public object? CallPlain(object?[] arguments)
    {
        var result = Oracle.IsStatic
            ? Oracle.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)
            : Oracle.Invoke(arguments[0], BindingFlags.DoNotWrapExceptions, null, arguments[1..], null);
        return result?.GetType().Name is "ValueTask" or "ValueTask`1" ? result.GetType().GetMethod("AsTask")!.Invoke(result, null) : result;
    }

    /// <summary>The entry frame of the woven call.</summary>
    public Frame CallWoven(object?[] arguments)
    {
        var fragments = method.DeclaringType!.GetNestedType("Fragments", Any) ?? throw NotWoven();
        var types = method.GetParameters().Select(static p => p.ParameterType);
        var entry = fragments.GetMethod(method.Name, Any, [.. method.IsStatic ? types : types.Prepend(method.DeclaringType)]) ?? throw NotWoven();
        var call = entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        return (Frame)Property(call, "Frame")!;
    }

    public override string ToString() => $"{file}/{method.Name}";

    InvalidOperationException NotWoven() => new($"{this} was not woven: {string.Join("\n", corpus.Refusals(method))}");

    object?[][] Provided(string source) => [.. (IEnumerable<object?[]>)method.DeclaringType!.GetMethod(source, Any)!.Invoke(null, null)!];

    Attribute? Mark(string name) => method.GetCustomAttributes().FirstOrDefault(a => a.GetType().Name == name);

    static object? Property(object value, string name) => value.GetType().GetProperty(name)!.GetValue(value);

    object?[] Convert(object?[] values)
    {
        var parameters = method.GetParameters();
        return [.. parameters.Select((p, i) => i >= values.Length ? p.DefaultValue : Convert(values[i], p.ParameterType))];
    }

    static object? Convert(object? value, Type type) => value is Array array ? array.Clone() : value is null || type.IsInstanceOfType(value) || Nullable.GetUnderlyingType(type)?.IsInstanceOfType(value) == true
        ? value
        : System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
}

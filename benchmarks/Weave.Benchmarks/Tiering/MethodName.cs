using System.Reflection;
using System.Runtime.CompilerServices;

namespace Weave.Benchmarks.Tiering;

/// <summary>A method as the runtime's events name it.</summary>
/// <param name="Type">Full name of its type.</param>
/// <param name="Method">Its name.</param>
public readonly record struct MethodName(string Type, string Method)
{
    const string Woven = "__woven";
    const string Deep = "__deep";
    const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>
    /// The method of this name in <paramref name="type"/> (the runtime's events do not tell overloads apart), which must be there, and where its body stands: the state machine of an async method,
    /// the part of a woven one that is entered when the call is no base case.
    /// </summary>
    public static IEnumerable<MethodName> In(Type type, string name)
    {
        if (name.EndsWith(Woven, StringComparison.Ordinal) && name[..^Woven.Length] + Deep is var deep && type.GetMethod(deep, Anywhere) is not null)
            yield return new MethodName(type.FullName!, deep);
        var method = type.GetMethods(Anywhere).FirstOrDefault(m => m.Name == name) ?? throw new InvalidOperationException($"{type} has no method '{name}'.");
        yield return new MethodName(type.FullName!, name);
        if (method.GetCustomAttribute<AsyncStateMachineAttribute>() is { } machine)
            yield return new MethodName(machine.StateMachineType.FullName!, "MoveNext");
    }
}

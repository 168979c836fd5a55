using System.ComponentModel;
using Weave.Modules;

namespace Weave.Execution;

/// <summary>The woven functions of this process, by id. Generated module initializers fill it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FragmentRegistry
{
    /// <summary>Adds a function or step.</summary>
    public static void Add(FragmentFunction function) => function.Scope.Functions.TryAdd(function.Id, function);

    /// <summary>Adds a generic function or step.</summary>
    /// <param name="id">Its id, without type arguments.</param>
    /// <param name="registration">The definition of the <see cref="OpenRegistration"/> that closes it.</param>
    public static void AddOpen(string id, Type registration) => OpenFunctions.Add(id, registration);

    /// <summary>The function with this id, or null. A generic one is closed over the type arguments in the id.</summary>
    public static FragmentFunction? Find(string id) => Find(id, out _);

    internal static FragmentFunction? Find(string id, out string? why)
    {
        why = null;
        var functions = CodeScope.Current.Functions;
        if (functions.TryGetValue(id, out var function))
            return function;
        why = OpenFunctions.Close(id);
        return functions.GetValueOrDefault(id);
    }
}

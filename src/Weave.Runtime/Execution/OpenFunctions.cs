using System.Diagnostics.CodeAnalysis;
using Weave.Contracts;
using Weave.Modules;
using Weave.State;

namespace Weave.Execution;

/// <summary>The generic functions of this process, not yet closed: <c>Shop.Lists.Sort&lt;T&gt;(T[])</c>. A closed one is called <c>Shop.Lists.Sort&lt;T&gt;(T[]) with int</c>.</summary>
static class OpenFunctions
{
    const string With = " with ";
    const string Comma = ", ";

    public static void Add(string id, Type registration)
    {
        CodeScope.Of(registration).OpenFunctions.TryAdd(id, registration);
        TypeResolver.AddModule(registration);
    }

    /// <summary>The id of a function with type arguments. No type's name has a space, so it can be taken apart again.</summary>
    public static string Id(string open, Type[] arguments) => arguments.Length == 0 ? open : open + With + string.Join(Comma, arguments.Select(TypeName.Of));

    /// <summary>The values of a cut with the type arguments of its function filled in.</summary>
    public static IReadOnlyList<Member> Close(CutContract cut)
    {
        var with = cut.Function.IndexOf(With, StringComparison.Ordinal);
        if (with < 0)
            return cut.Members;
        var names = Names.Arguments(cut.Function[..ParametersOf(cut.Function)]);
        var arguments = cut.Function[(with + With.Length)..].Split(Comma);
        var closed = names.Zip(arguments).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        return [.. cut.Members.Select(member => member with { Type = Names.Rename(member.Type, closed) })];
    }

    /// <summary>Where the parameters begin: at the first bracket that is not inside type parameters.</summary>
    static int ParametersOf(string id)
    {
        var depth = 0;
        for (var i = 0; i < id.Length; i++)
        {
            if (id[i] == '<')
                depth++;
            else if (id[i] == '>')
                depth--;
            else if (id[i] == '(' && depth == 0)
                return i;
        }

        return id.Length;
    }

    /// <summary>Registers the function that a closed id names; returns why not, or null.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The arguments come from the closed world, whose types are kept.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A registration is named by a typeof in the module initializer.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "A registration is named by a typeof in the module initializer.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the construction has to be one the program uses.")]
    public static string? Close(string id)
    {
        var with = id.IndexOf(With, StringComparison.Ordinal);
        if (with < 0 || !CodeScope.Current.OpenFunctions.TryGetValue(id[..with], out var registration))
            return "the method is gone.";
        var names = id[(with + With.Length)..].Split(Comma);
        var arguments = new Type[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (TypeResolver.Find(names[i]) is not { } argument)
                return $"its type argument '{names[i]}' is no type that this process knows.";
            arguments[i] = argument;
        }

        if (registration.GetGenericArguments().Length != arguments.Length)
            return "it has another number of type parameters.";
        try
        {
            ((OpenRegistration)Activator.CreateInstance(registration.MakeGenericType(arguments), nonPublic: true)!).Register();
            return null;
        }
        catch (Exception error) when (error is ArgumentException or TypeLoadException)
        {
            return $"its type arguments do not fit any more: {error.Message}";
        }
    }
}

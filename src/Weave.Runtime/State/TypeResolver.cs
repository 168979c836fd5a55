using System.Diagnostics.CodeAnalysis;
using Weave.Modules;

namespace Weave.State;

/// <summary>
/// Types by the names that schemas give them (see <see cref="TypeName"/>). Names come from bytes, so only the closed world is looked at: types with codecs, types of the
/// assemblies that were woven, the collections that the runtime can write, and the base library's interfaces and enums, of which there are no objects.
/// </summary>
static class TypeResolver
{
    /// <summary>Type arguments inside type arguments.</summary>
    const int DeepestNesting = 64;

    /// <summary>Dimensions that an array can have.</summary>
    const int HighestRank = 32;

    /// <summary>Lets types be found in the assembly that holds this one.</summary>
    public static void AddModule(Type part) => CodeScope.Of(part).Assemblies.TryAdd(part.Assembly, true);

    /// <summary>The type with this name, or null.</summary>
    public static Type? Find(string name)
    {
        var known = CodeScope.Current.Types;
        if (known.TryGetValue(name, out var type))
            return type;
        var at = 0;
        try
        {
            type = Parse(name, ref at, 0);
        }
        catch (Exception error) when (error is ArgumentException or TypeLoadException or NotSupportedException)
        {
            // Type arguments that do not meet the constraints.
            return null;
        }

        return type is null || at != name.Length ? null : known.GetOrAdd(name, type);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the construction has to be one the program uses.")]
    static Type? Parse(string name, ref int at, int depth)
    {
        if (depth > DeepestNesting || at >= name.Length)
            return null;
        var type = name[at] == '(' ? Tuple(name, ref at, depth) : Named(name, ref at, depth);
        if (type is not null && at < name.Length && name[at] == '?')
        {
            at++;
            type = type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : null;
        }

        var ranks = new Stack<int>();
        while (at < name.Length && name[at] == '[')
        {
            var rank = 1;
            for (at++; at < name.Length && name[at] == ','; at++)
                rank++;
            if (at >= name.Length || name[at] != ']' || rank > HighestRank)
                return null;
            at++;
            ranks.Push(rank);
        }

        // int[][,] is an array of int[,]: C# writes the outer rank first.
        foreach (var rank in ranks)
            type = rank == 1 ? type?.MakeArrayType() : type?.MakeArrayType(rank);
        return type;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "A tuple asks nothing of its arguments.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the construction has to be one the program uses.")]
    static Type? Tuple(string name, ref int at, int depth) =>
        Arguments(name, ref at, ')', depth) is { Count: > 1 and < 8 } items && OpenCodecs.Definition($"System.ValueTuple`{items.Count}") is { } tuple
            ? tuple.MakeGenericType([.. items])
            : null;

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Only types of the closed world are found.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the construction has to be one the program uses.")]
    static Type? Named(string name, ref int at, int depth)
    {
        var start = at;
        var parts = new List<string>();
        var arguments = new List<Type>();
        while (true)
        {
            var begin = at;
            while (at < name.Length && name[at] is not ('.' or '<' or '>' or ',' or '(' or ')' or '[' or ']' or '?'))
                at++;
            var part = name[begin..at];
            if (part.Length == 0)
                return null;
            if (at < name.Length && name[at] == '<')
            {
                if (Arguments(name, ref at, '>', depth) is not { } own)
                    return null;
                part += "`" + own.Count;
                arguments.AddRange(own);
            }

            parts.Add(part);
            if (at >= name.Length || name[at] != '.')
                break;
            at++;
        }

        if (CodecRegistry.TypeNamed(name[start..at]) is { } withCodec)
            return withCodec;
        var definition = Definition(parts);
        return definition is null || arguments.Count == 0 ? definition : definition.MakeGenericType([.. arguments]);
    }

    static List<Type>? Arguments(string name, ref int at, char close, int depth)
    {
        var arguments = new List<Type>();
        do
        {
            at++;
            if (Parse(name, ref at, depth + 1) is not { } argument)
                return null;
            arguments.Add(argument);
        }
        while (at < name.Length && name[at] == ',');
        if (at >= name.Length || name[at] != close)
            return null;
        at++;
        return arguments;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A type that was trimmed is not known, which is an answer.")]
    static Type? Definition(List<string> parts)
    {
        if (OpenCodecs.Definition(string.Join('.', parts)) is { } collection)
            return collection;

        // Where the namespace ends, the name does not say.
        for (var outer = parts.Count - 1; outer >= 0; outer--)
        {
            var nested = string.Join('+', parts.Skip(outer));
            var full = outer == 0 ? nested : string.Join('.', parts.Take(outer)) + "." + nested;
            foreach (var module in CodeScope.Current.Assemblies.Keys)
            {
                if (module.GetType(full) is { } type)
                    return type;
            }

            if (typeof(TypeResolver).Assembly.GetType(full) is { } own && own.IsSubclassOf(typeof(Cursors.Cursor)))
                return own;
            if (typeof(object).Assembly.GetType(full) is { IsVisible: true } basic && (basic.IsInterface || basic.IsEnum))
                return basic;
        }

        return null;
    }
}

using System.Runtime.CompilerServices;
using System.Text;

namespace Weave.State;

/// <summary>Names of types in schemas: C# style, full, without assemblies: <c>System.Collections.Generic.List&lt;Shop.Order&gt;</c>, <c>int?</c>, <c>(int,string)</c>.</summary>
static class TypeName
{
    // Weak: a module's types shall go when it is unloaded.
    static readonly ConditionalWeakTable<Type, string> names = [];

    static readonly Dictionary<Type, string> keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(char)] = "char",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    internal static string Of(Type type) => names.GetValue(type, static type => Compose(type));

    static string Compose(Type type)
    {
        if (keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return ArrayName(type);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (!type.IsGenericType)
            return type.FullName?.Replace('+', '.') ?? type.Name;

        var arguments = type.GetGenericArguments();
        if (type.FullName is { } full && full.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && arguments.Length is > 1 and < 8)
            return "(" + string.Join(',', arguments.Select(Of)) + ")";
        return Generic(type.GetGenericTypeDefinition().FullName!, arguments);
    }

    // int[][,] is an array of int[,]: C# writes the outer rank first.
    static string ArrayName(Type type)
    {
        var ranks = new StringBuilder();
        while (type.IsArray)
        {
            ranks.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
            type = type.GetElementType()!;
        }

        return Of(type) + ranks;
    }

    static string Generic(string definition, Type[] arguments)
    {
        // Outer`1+Inner`2 takes its arguments part by part.
        var text = new StringBuilder();
        var used = 0;
        foreach (var part in definition.Split('+'))
        {
            if (text.Length > 0)
                text.Append('.');
            var tick = part.IndexOf('`');
            if (tick < 0)
            {
                text.Append(part);
                continue;
            }

            var count = int.Parse(part.AsSpan(tick + 1), provider: null);
            text.Append(part, 0, tick).Append('<').AppendJoin(',', arguments.Skip(used).Take(count).Select(Of)).Append('>');
            used += count;
        }

        return text.ToString();
    }
}

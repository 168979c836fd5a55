using System.Reflection;
using System.Runtime.CompilerServices;
using Weave.Execution;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Fills what a cut's contract leaves out with garbage: whoever reads it gives a wrong result.</summary>
static class Poison
{
    public static void Fill(Frame frame)
    {
        if (frame.GetType().Assembly == typeof(Frame).Assembly)
            return;
        var named = frame.Function.Cuts[frame.Cut].Contract.Split(';').Select(static part => part.Split(':')[0].TrimStart('@')).ToHashSet();
        foreach (var field in frame.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (!named.Contains(field.Name))
                field.SetValue(frame, Garbage(field.FieldType));
        }
    }

    static object? Garbage(Type type)
    {
        if (type == typeof(string))
            return "poison";
        if (type == typeof(bool))
            return true;
        if (type == typeof(char))
            return '?';
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, new int[type.GetArrayRank()]);
        if (type.IsPrimitive)
            return Convert.ChangeType(77, type, System.Globalization.CultureInfo.InvariantCulture);
        return type.IsInterface || type.IsAbstract || type == typeof(object) ? null : RuntimeHelpers.GetUninitializedObject(type);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>Fills what a cut's contract leaves out with garbage: whoever reads it gives a wrong result.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Tests are not trimmed.")]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Tests are not trimmed.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Tests are not compiled ahead of time.")]
static class Poison
{
    public static void Fill(Frame frame)
    {
        if (frame.GetType().Assembly == typeof(Frame).Assembly)
            return;
        var named = FrameFields.Named(frame.Function.Cuts[frame.Cut]);
        foreach (var field in FrameFields.Of(frame.GetType()))
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
        if (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint))
            return Convert.ChangeType(77, type, CultureInfo.InvariantCulture);
        return type.IsInterface || type.IsAbstract || type == typeof(object) || type.IsSubclassOf(typeof(Delegate)) || Nullable.GetUnderlyingType(type) is not null
            ? null
            : RuntimeHelpers.GetUninitializedObject(type);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Weave.Testing;

/// <summary>What can be reached from objects that stay in the process: it has to stay too, or there would be two of it.</summary>
static class Reach
{
    /// <summary>Beyond this many objects the search ends.</summary>
    const int Most = 100_000;

    /// <summary>Everything that can be reached, or null if that is too much.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Tests are not trimmed.")]
    public static HashSet<object>? From(IEnumerable<object> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>();
        foreach (var root in roots)
            Visit(root);
        while (pending.TryPop(out var value))
        {
            if (seen.Count > Most)
                return null;
            if (value is Array array)
            {
                if (Holds(array.GetType().GetElementType()!))
                {
                    foreach (var item in array)
                        Visit(item);
                }

                continue;
            }

            foreach (var field in ObjectGraph.FieldsOf(value.GetType()))
            {
                if (Holds(field.FieldType))
                    Visit(field.GetValue(value));
            }
        }

        return seen;

        void Visit(object? value)
        {
            if (value is not (null or string or MemberInfo or Assembly or Module or Thread or Pointer) && seen.Add(value))
                pending.Push(value);
        }
    }

    static bool Holds(Type type) => !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsFunctionPointer && type != typeof(string);
}

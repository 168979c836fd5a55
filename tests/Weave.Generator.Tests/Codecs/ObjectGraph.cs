using System.Reflection;
using System.Runtime.CompilerServices;

namespace Weave.Generator.Tests.Codecs;

/// <summary>Compares object graphs by reflection: types, fields of all classes of the hierarchy, and which references are the same object. Knows nothing of codecs.</summary>
static class ObjectGraph
{
    /// <summary>Null if the graphs are alike; else the path to the first difference.</summary>
    public static string? Difference(object? before, object? after) => new Walk().Compare(before, after, "value");

    sealed class Walk
    {
        readonly Dictionary<object, object> pairs = new(ReferenceEqualityComparer.Instance);
        readonly Dictionary<object, object> reverse = new(ReferenceEqualityComparer.Instance);

        public string? Compare(object? before, object? after, string path)
        {
            if (before is null || after is null)
                return before is null && after is null ? null : $"{path}: {before ?? "null"} became {after ?? "null"}";
            var type = before.GetType();
            if (type != after.GetType())
                return $"{path}: {type} became {after.GetType()}";
            if (type.IsPrimitive || type.IsEnum || before is string or decimal)
                return before.Equals(after) ? null : $"{path}: {before} became {after}";
            if (before is Type or Delegate || type.Namespace == "System.Collections.Generic" && type.Name.Contains("Comparer", StringComparison.Ordinal))
                return before.Equals(after) ? null : $"{path}: {before} became {after}";
            if (!type.IsValueType)
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                var known = pairs.TryGetValue(before, out var partner);
                if (known != reverse.ContainsKey(after) || (known && !ReferenceEquals(partner, after)))
                    return $"{path}: the aliasing differs";
                if (known)
                    return null;
                pairs.Add(before, after);
                reverse.Add(after, before);
            }

            return before is Array array ? CompareArrays(array, (Array)after, path) : IsCollection(type) ? CompareItems(before, after, path) : CompareFields(type, before, after, path);
        }

        // What a collection holds in what order counts; how its buckets lie in memory does not.
        static bool IsCollection(Type type) => type.IsGenericType && type.Namespace == "System.Collections.Generic" && type.GetInterface("System.Collections.IEnumerable") is not null;

        string? CompareItems(object before, object after, string path)
        {
            var left = ((System.Collections.IEnumerable)before).Cast<object?>().ToArray();
            var right = ((System.Collections.IEnumerable)after).Cast<object?>().ToArray();
            return CompareArrays(left, right, path);
        }

        string? CompareArrays(Array before, Array after, string path)
        {
            if (before.Length != after.Length)
                return $"{path}: {before.Length} items became {after.Length}";
            var index = 0;
            var right = after.GetEnumerator();
            foreach (var item in before)
            {
                right.MoveNext();
                if (Compare(item, right.Current, $"{path}[{index++}]") is { } difference)
                    return difference;
            }

            return null;
        }

        string? CompareFields(Type type, object before, object after, string path)
        {
            for (var part = type; part is not null; part = part.BaseType)
            {
                foreach (var field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (Compare(field.GetValue(before), field.GetValue(after), $"{path}.{field.Name}") is { } difference)
                        return difference;
                }
            }

            return null;
        }
    }
}

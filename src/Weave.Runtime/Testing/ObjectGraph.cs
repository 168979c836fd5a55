using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>
/// Compares object graphs by reflection: types, fields of all classes of the hierarchy, and which references are the same object. Knows nothing of codecs, so it
/// finds what a codec forgot. Of the BCL's collections it compares what they hold and in what order, not how it lies in memory.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Tests are not trimmed.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Tests are not trimmed.")]
public static class ObjectGraph
{
    static readonly ConcurrentDictionary<Type, FieldInfo[]> fields = new();

    /// <summary>Null if the graphs are alike; else the path to the first difference.</summary>
    /// <param name="before">The graph as it was.</param>
    /// <param name="after">The graph as it came out.</param>
    /// <param name="name">What the path begins with.</param>
    public static string? Difference(object? before, object? after, string name = "value")
    {
        var walk = new Walk();
        walk.Enqueue(before, after, new Step(null, name));
        return walk.Run();
    }

    /// <summary>Compares what the contracts of captured frames hold.</summary>
    internal static string? Difference(IReadOnlyList<Frame> before, IReadOnlyList<Frame> after)
    {
        if (before.Count != after.Count)
            return $"{before.Count} frames became {after.Count}";
        var walk = new Walk();
        for (var i = 0; i < before.Count; i++)
        {
            var (left, right) = (before[i], after[i]);
            if (left.GetType() != right.GetType() || left.Cut != right.Cut)
                return $"frame {i}: {left.Function.Cuts[left.Cut].Id} became {right.Function.Cuts[right.Cut].Id}";
            if (left.GetType().Assembly == typeof(Frame).Assembly)
                continue;
            var named = FrameFields.Named(left.Function.Cuts[left.Cut]);
            foreach (var field in FrameFields.Of(left.GetType()))
            {
                if (named.Contains(field.Name))
                    walk.Enqueue(field.GetValue(left), field.GetValue(right), new Step(null, field.Name == "self" ? "this" : field.Name));
            }
        }

        return walk.Run();
    }

    /// <summary>All fields of an object, its base classes' included.</summary>
    internal static FieldInfo[] FieldsOf(Type type) => fields.GetOrAdd(type, static type =>
    {
        var all = new List<FieldInfo>();
        for (var part = type; part is not null; part = part.BaseType)
            all.AddRange(part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        return [.. all];
    });

    /// <summary>One step of the way to an object.</summary>
    sealed record Step(Step? Before, string Text)
    {
        /// <summary>True below a member that is marked <see cref="SecretAttribute"/>.</summary>
        public bool IsSecret { get; init; } = Before?.IsSecret == true;

        public override string ToString()
        {
            var parts = new Stack<string>();
            for (var step = this; step is not null; step = step.Before)
                parts.Push(step.Text);
            return string.Concat(parts);
        }
    }

    // Breadth first, by a queue: neither depth nor cycles matter, and the first difference has the shortest way.
    sealed class Walk
    {
        readonly Dictionary<object, object> pairs = new(ReferenceEqualityComparer.Instance);
        readonly Dictionary<object, object> reverse = new(ReferenceEqualityComparer.Instance);
        readonly Queue<(object? Before, object? After, Step Path)> pending = new();

        public void Enqueue(object? before, object? after, Step path) => pending.Enqueue((before, after, path));

        public string? Run()
        {
            while (pending.TryDequeue(out var next))
            {
                if (Compare(next.Before, next.After, next.Path) is { } difference)
                    return difference;
            }

            return null;
        }

        string? Compare(object? before, object? after, Step path)
        {
            if (before is null || after is null)
                return before is null && after is null ? null : Changed(before, after, path);
            var type = before.GetType();
            if (type != after.GetType())
                return $"{path}: a {type} became a {after.GetType()}";
            // Two numbers may share their digits, which nobody can see.
            if (type.IsPrimitive || type.IsEnum || before is string or BigInteger)
                return Same(before, after) ? null : Changed(before, after, path);
            if (before is MemberInfo or Delegate or Pointer || IsComparer(type))
                return before.Equals(after) ? null : Changed(before, after, path);
            if (!type.IsValueType)
            {
                var known = pairs.TryGetValue(before, out var partner);
                if (known != reverse.ContainsKey(after) || (known && !ReferenceEquals(partner, after)))
                    return $"{path}: the aliasing differs (two variables refer to one object on one side only)";
                if (known)
                    return null;
                pairs.Add(before, after);
                reverse.Add(after, before);
                if (ReferenceEquals(before, after))
                    return null;
            }

            return before switch
            {
                Array array => CompareArrays(array, (Array)after, path),
                StringBuilder text => text.Equals((StringBuilder)after) ? null : Changed(before, after, path),
                Uri address => address.OriginalString == ((Uri)after).OriginalString ? null : Changed(before, after, path),
                Cursors.Cursor cursor => CompareCursors(cursor.Position, ((Cursors.Cursor)after).Position, path),
                Exception error => CompareExceptions(error, (Exception)after, path),
                _ when IsOfBcl(type) && type.GetProperty("UnorderedItems") is { } heap => CompareCollections((IEnumerable)heap.GetValue(before)!, (IEnumerable)heap.GetValue(after)!, path),
                IEnumerable items when IsOfBcl(type) => CompareCollections(items, (IEnumerable)after, path),
                _ => CompareFields(type, before, after, path),
            };
        }

        static string Changed(object? before, object? after, Step path) => path.IsSecret ? $"{path}: (secret) became another" : $"{path}: {Show(before)} became {Show(after)}";

        static string Show(object? value) => value switch
        {
            null => "null",
            string text => $"\"{(text.Length > 200 ? string.Concat(text.AsSpan(0, 200), "...") : text)}\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? value.GetType().ToString(),
        };

        // By their bits: NaN is NaN, and a zero has a sign.
        static bool Same(object before, object after) => before switch
        {
            double number => BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits((double)after),
            float number => BitConverter.SingleToInt32Bits(number) == BitConverter.SingleToInt32Bits((float)after),
            _ => before.Equals(after),
        };

        static bool IsOfBcl(Type type) => type.Assembly.GetName().Name is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "mscorlib");

        static bool IsComparer(Type type) => IsOfBcl(type) && type.Name.Contains("Comparer", StringComparison.Ordinal);

        /// <summary>What is the same of two enumerators: the collection, the place in it, and whether the next step throws.</summary>
        string? CompareCursors((object? Collection, int? Place) before, (object? Collection, int? Place) after, Step path)
        {
            Enqueue(before.Collection, after.Collection, path);
            return before.Place == after.Place ? null : Changed(before.Place, after.Place, path);
        }

        string? CompareExceptions(Exception before, Exception after, Step path)
        {
            if (before.Message != after.Message)
                return Changed(before.Message, after.Message, new Step(path, ".Message"));
            if (before is AggregateException many)
            {
                Enqueue(many.InnerExceptions.ToArray(), ((AggregateException)after).InnerExceptions.ToArray(), new Step(path, ".InnerExceptions"));
                return null;
            }

            return Compare(before.InnerException, after.InnerException, new Step(path, ".InnerException"));
        }

        string? CompareCollections(IEnumerable before, IEnumerable after, Step path)
        {
            if (before.GetType().GetProperty("Comparer") is { } comparer && comparer.GetIndexParameters().Length == 0)
                Enqueue(comparer.GetValue(before), comparer.GetValue(after), new Step(path, ".Comparer"));
            return CompareArrays(before.Cast<object?>().ToArray(), after.Cast<object?>().ToArray(), path);
        }

        string? CompareArrays(Array before, Array after, Step path)
        {
            if (before.Length != after.Length)
                return $"{path}: {before.Length} items became {after.Length}";
            for (var dimension = 0; dimension < before.Rank; dimension++)
            {
                if (before.GetLength(dimension) != after.GetLength(dimension) || before.GetLowerBound(dimension) != after.GetLowerBound(dimension))
                    return $"{path}: the bounds differ in dimension {dimension}";
            }

            var element = before.GetType().GetElementType()!;
            if (element.IsPrimitive && element != typeof(nint) && element != typeof(nuint) && Bytes(before).SequenceEqual(Bytes(after)))
                return null;

            var index = 0;
            var right = after.GetEnumerator();
            foreach (var item in before)
            {
                right.MoveNext();
                if (item is null && right.Current is null)
                {
                    index++;
                    continue;
                }

                var here = new Step(path, $"[{index++}]");
                if (item is not null && item.GetType().IsValueType)
                {
                    if (Compare(item, right.Current, here) is { } difference)
                        return difference;
                }
                else
                {
                    Enqueue(item, right.Current, here);
                }
            }

            return null;
        }

        static ReadOnlySpan<byte> Bytes(Array array) => MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), Buffer.ByteLength(array));

        string? CompareFields(Type type, object before, object after, Step path)
        {
            foreach (var field in FieldsOf(type))
            {
                if (field.FieldType.IsPointer || field.FieldType.IsFunctionPointer)
                    continue;
                var (left, right) = (field.GetValue(before), field.GetValue(after));
                if (left is null && right is null)
                    continue;
                var here = new Step(path, "." + Name(field));
                if (IsSecret(field))
                    here = here with { IsSecret = true };
                if (field.FieldType.IsValueType && left is not null && left.GetType() != type)
                {
                    if (Compare(left, right, here) is { } difference)
                        return difference;
                }
                else
                {
                    Enqueue(left, right, here);
                }
            }

            return null;
        }

        static bool IsSecret(FieldInfo field) => field.IsDefined(typeof(SecretAttribute))
            || field.DeclaringType!.GetMember(Name(field), MemberTypes.Property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Any(static p => p.IsDefined(typeof(SecretAttribute)));

        /// <summary>The name that the source has: a property's, for the field behind it.</summary>
        static string Name(FieldInfo field) =>
            field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name.IndexOf('>') is > 1 and var end && field.Name[0] == '<' ? field.Name[1..end] : field.Name;
    }
}

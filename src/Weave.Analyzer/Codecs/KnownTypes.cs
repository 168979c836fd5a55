using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>The types outside the user's source that the runtime can write: the mirror of the codecs in Weave.Runtime.</summary>
static class KnownTypes
{
    /// <summary>The namespace of the runtime's codec classes.</summary>
    public const string CodecNamespace = "global::Weave.Codecs.";

    /// <summary>By full metadata name.</summary>
    static readonly Dictionary<string, KnownType> byName = new(StringComparer.Ordinal)
    {
        ["System.Guid"] = Builtin,
        ["System.TimeSpan"] = Builtin,
        ["System.DateTimeOffset"] = Builtin,
        ["System.DateOnly"] = Builtin,
        ["System.TimeOnly"] = Builtin,
        ["System.Half"] = Builtin,
        ["System.Int128"] = Builtin,
        ["System.UInt128"] = Builtin,
        ["System.Index"] = Builtin,
        ["System.Range"] = Builtin,
        ["System.Uri"] = Builtin,
        ["System.Version"] = Builtin,
        ["System.Numerics.BigInteger"] = Builtin,
        ["Weave.Execution.Unit"] = Builtin,
        ["System.Numerics.Complex"] = Builtin,
        ["System.Numerics.Vector2"] = Builtin,
        ["System.Numerics.Vector3"] = Builtin,
        ["System.Numerics.Vector4"] = Builtin,
        ["System.Numerics.Quaternion"] = Builtin,
        ["System.Numerics.Plane"] = Builtin,
        ["System.Numerics.Matrix3x2"] = Builtin,
        ["System.Numerics.Matrix4x4"] = Builtin,
        ["System.Collections.Specialized.BitVector32"] = Builtin,
        ["System.Text.Rune"] = Builtin,
        ["System.Text.Encoding"] = Builtin,
        ["System.Text.UTF8Encoding"] = Builtin,
        ["System.Text.Json.JsonElement"] = Builtin,
        ["System.Text.RegularExpressions.Regex"] = Builtin,
        ["System.TimeZoneInfo"] = Builtin,
        ["System.Type"] = Builtin,
        ["System.StringComparer"] = Builtin,
        ["System.Collections.Generic.ReferenceEqualityComparer"] = Builtin,
        ["System.Collections.Generic.Comparer`1"] = new("ComparerCodec", default, Immutable: true),
        ["System.Collections.Generic.EqualityComparer`1"] = new("EqualityComparerCodec", default, Immutable: true),
        ["System.Random"] = Builtin with { Immutable = false },
        ["System.Globalization.CultureInfo"] = Builtin with { Immutable = false },
        ["System.Net.IPAddress"] = Builtin with { Immutable = false },
        ["System.Net.IPEndPoint"] = Builtin with { Immutable = false },
        ["System.Text.StringBuilder"] = Builtin with { Immutable = false },
        ["System.Collections.Generic.KeyValuePair`2"] = new("KeyValuePairCodec", new([".Key", ".Value"]), Immutable: true),
        ["System.Collections.Generic.List`1"] = Collection("ListCodec", "[]"),
        ["System.Collections.Generic.HashSet`1"] = Collection("HashSetCodec", "[]"),
        ["System.Collections.Generic.LinkedList`1"] = Collection("LinkedListCodec", "[]"),
        ["System.Collections.Generic.Queue`1"] = Collection("QueueCodec", "[]"),
        ["System.Collections.Generic.Stack`1"] = Collection("StackCodec", "[]"),
        ["System.Collections.Generic.Dictionary`2"] = Collection("DictionaryCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.Generic.OrderedDictionary`2"] = Collection("OrderedDictionaryCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.Generic.PriorityQueue`2"] = Collection("PriorityQueueCodec", ".UnorderedItems[].Element", ".UnorderedItems[].Priority"),
        ["System.Collections.Generic.SortedSet`1"] = Collection("SortedSetCodec", "[]"),
        ["System.Collections.Generic.SortedDictionary`2"] = Collection("SortedDictionaryCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.Generic.SortedList`2"] = Collection("SortedListCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.ObjectModel.ObservableCollection`1"] = Collection("ObservableCollectionCodec", "[]") with { Inside = "System.Collections.Generic.List`1" },
        ["System.Collections.ObjectModel.ReadOnlySet`1"] = Collection("ReadOnlySetCodec", "[]") with { Inside = "System.Collections.Generic.ISet`1" },
        ["System.Collections.Concurrent.ConcurrentBag`1"] = Collection("ConcurrentBagCodec", "[]"),
        ["System.Collections.Frozen.FrozenSet`1"] = new("FrozenSetCodec", new(["[]"]), Immutable: true) { HashesAlone = true },
        ["System.Collections.Frozen.FrozenDictionary`2"] = new("FrozenDictionaryCodec", new([".Keys[]", ".Values[]"]), Immutable: true) { HashesAlone = true },
        ["System.Collections.ObjectModel.Collection`1"] = Collection("CollectionCodec", "[]") with { Inside = "System.Collections.Generic.IList`1" },
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = Collection("ReadOnlyCollectionCodec", "[]") with { Inside = "System.Collections.Generic.IList`1" },
        ["System.Collections.ObjectModel.ReadOnlyDictionary`2"] = Collection("ReadOnlyDictionaryCodec", ".Keys[]", ".Values[]") with { Inside = "System.Collections.Generic.IDictionary`2" },
        ["System.Collections.Concurrent.ConcurrentDictionary`2"] = Collection("ConcurrentDictionaryCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.Concurrent.ConcurrentQueue`1"] = Collection("ConcurrentQueueCodec", "[]"),
        ["System.Collections.Concurrent.ConcurrentStack`1"] = Collection("ConcurrentStackCodec", "[]"),
        ["System.Collections.Immutable.ImmutableArray`1"] = Collection("ImmutableArrayCodec", "[]") with { Inside = KnownType.Array },
        ["System.Collections.Immutable.ImmutableList`1"] = Collection("ImmutableListCodec", "[]"),
        ["System.Collections.Immutable.ImmutableStack`1"] = Collection("ImmutableStackCodec", "[]"),
        ["System.Collections.Immutable.ImmutableQueue`1"] = Collection("ImmutableQueueCodec", "[]"),
        ["System.Collections.Immutable.ImmutableHashSet`1"] = Collection("ImmutableHashSetCodec", "[]"),
        ["System.Collections.Immutable.ImmutableSortedSet`1"] = Collection("ImmutableSortedSetCodec", "[]"),
        ["System.Collections.Immutable.ImmutableDictionary`2"] = Collection("ImmutableDictionaryCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = Collection("ImmutableSortedDictionaryCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.Immutable.ImmutableArray`1.Builder"] = Collection("ImmutableArrayBuilderCodec", "[]"),
        ["System.Collections.Immutable.ImmutableList`1.Builder"] = Collection("ImmutableListBuilderCodec", "[]"),
        ["System.Collections.Immutable.ImmutableHashSet`1.Builder"] = Collection("ImmutableHashSetBuilderCodec", "[]"),
        ["System.Collections.Immutable.ImmutableSortedSet`1.Builder"] = Collection("ImmutableSortedSetBuilderCodec", "[]"),
        ["System.Collections.Immutable.ImmutableDictionary`2.Builder"] = Collection("ImmutableDictionaryBuilderCodec", ".Keys[]", ".Values[]"),
        ["System.Collections.Immutable.ImmutableSortedDictionary`2.Builder"] = Collection("ImmutableSortedDictionaryBuilderCodec", ".Keys[]", ".Values[]"),
        ["System.Tuple`1"] = new("TupleCodec", new([".Item1"]), Immutable: true),
        ["System.Tuple`2"] = new("TupleCodec", new([".Item1", ".Item2"]), Immutable: true),
        ["System.Tuple`3"] = new("TupleCodec", new([".Item1", ".Item2", ".Item3"]), Immutable: true),
        ["System.Tuple`4"] = new("TupleCodec", new([".Item1", ".Item2", ".Item3", ".Item4"]), Immutable: true),
        ["System.Tuple`5"] = new("TupleCodec", new([".Item1", ".Item2", ".Item3", ".Item4", ".Item5"]), Immutable: true),
        ["System.Tuple`6"] = new("TupleCodec", new([".Item1", ".Item2", ".Item3", ".Item4", ".Item5", ".Item6"]), Immutable: true),
        ["System.Tuple`7"] = new("TupleCodec", new([".Item1", ".Item2", ".Item3", ".Item4", ".Item5", ".Item6", ".Item7"]), Immutable: true),
        ["System.Tuple`8"] = new("TupleCodec", new([".Item1", ".Item2", ".Item3", ".Item4", ".Item5", ".Item6", ".Item7", ".Rest"]), Immutable: true),
        ["System.Memory`1"] = Collection("MemoryCodec", "[]") with { Inside = KnownType.Array },
        ["System.ReadOnlyMemory`1"] = Collection("ReadOnlyMemoryCodec", "[]") with { Inside = KnownType.Array },
        ["System.ArraySegment`1"] = Collection("ArraySegmentCodec", "[]") with { Inside = KnownType.Array },
        ["System.Collections.BitArray"] = Builtin with { Immutable = false },
        ["System.Collections.ArrayList"] = Builtin with { Immutable = false },
    };

    /// <summary>Interfaces of sequences that compute their items when asked: what is behind one cannot be known.</summary>
    static readonly ImmutableHashSet<string> lazy =
    [
        "System.Collections.IEnumerable",
        "System.Collections.IEnumerator",
        "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Generic.IEnumerator`1",
        "System.Collections.Generic.IAsyncEnumerable`1",
        "System.Collections.Generic.IAsyncEnumerator`1",
        "System.Linq.IGrouping`2",
        "System.Linq.ILookup`2",
        "System.Linq.IOrderedEnumerable`1",
        "System.Linq.IQueryable",
        "System.Linq.IQueryable`1",
    ];

    static KnownType Builtin => new(Codec: null, default, Immutable: true);

    /// <summary>What the runtime knows about a type; null if nothing.</summary>
    public static KnownType? Find(INamedTypeSymbol type)
    {
        if (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_DateTime
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
            or (>= SpecialType.System_SByte and <= SpecialType.System_Double))
        {
            return Builtin;
        }

        if (type.ContainingType is { } outer)
            return IsOutermost(outer) && byName.TryGetValue($"{MetadataName(outer)}.{type.MetadataName}", out var inside) ? inside : null;
        return IsOutermost(type) && byName.TryGetValue(MetadataName(type), out var known) ? known : null;
    }

    /// <summary>True for <c>ValueTuple</c> with at least one element, written as a tuple or by name.</summary>
    public static bool IsTuple(INamedTypeSymbol type) => type is { Name: "ValueTuple", Arity: > 0 } && IsOutermost(type) && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>True if the hash of a value depends on nothing that is filled after it: the mirror of <c>Comparers.HashesAlone</c>.</summary>
    public static bool HashesAlone(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_DateTime or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
            or (>= SpecialType.System_SByte and <= SpecialType.System_Double)
        || (type is INamedTypeSymbol named && IsOutermost(named) && MetadataName(named) is "System.Guid" or "System.DateTimeOffset" or "System.TimeSpan" or "System.DateOnly" or "System.TimeOnly"
            or "System.Int128" or "System.UInt128" or "System.Half" or "System.Numerics.BigInteger");

    /// <summary>True for an interface of lazy sequences.</summary>
    public static bool IsLazy(INamedTypeSymbol type) => IsOutermost(type) && lazy.Contains(MetadataName(type));

    /// <summary>The collections that a variable of a collection interface holds in practice; none for any other interface.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="compilation">Where the collections are looked up.</param>
    /// <param name="covariant">An argument and the types that can stand for it in a covariant interface.</param>
    public static IEnumerable<TypeEdge> Behind(INamedTypeSymbol type, Compilation compilation, Func<ITypeSymbol, IEnumerable<ITypeSymbol>> covariant)
    {
        if (!IsOutermost(type))
            return [];
        switch (MetadataName(type))
        {
            case "System.Collections.Generic.IList`1" or "System.Collections.Generic.ICollection`1":
                return Lists(type.TypeArguments[0]);
            case "System.Collections.Generic.IReadOnlyList`1" or "System.Collections.Generic.IReadOnlyCollection`1":
                return covariant(type.TypeArguments[0]).SelectMany(Lists);
            case "System.Collections.Generic.IDictionary`2" or "System.Collections.Generic.IReadOnlyDictionary`2":
                return [Generic("System.Collections.Generic.Dictionary`2", type.TypeArguments)];
            case "System.Collections.Generic.ISet`1" or "System.Collections.Generic.IReadOnlySet`1":
                return [Generic("System.Collections.Generic.HashSet`1", type.TypeArguments)];
            case "System.Collections.Generic.IComparer`1" when type.TypeArguments[0] is { SpecialType: SpecialType.System_String }:
            case "System.Collections.Generic.IEqualityComparer`1" when type.TypeArguments[0] is { SpecialType: SpecialType.System_String }:
                return [Generic(Default(type), type.TypeArguments), new TypeEdge("", compilation.GetTypeByMetadataName("System.StringComparer")!)];
            case "System.Collections.Generic.IComparer`1" or "System.Collections.Generic.IEqualityComparer`1":
                return [Generic(Default(type), type.TypeArguments)];
            default:
                return [];
        }

        static string Default(INamedTypeSymbol face) => MetadataName(face).Replace(".I", ".");

        IEnumerable<TypeEdge> Lists(ITypeSymbol element) => [Generic("System.Collections.Generic.List`1", [element]), new TypeEdge("", compilation.CreateArrayTypeSymbol(element))];

        TypeEdge Generic(string name, ImmutableArray<ITypeSymbol> arguments) => new("", compilation.GetTypeByMetadataName(name)!.Construct([.. arguments]));
    }

    static bool IsOutermost(INamedTypeSymbol type) => type is { ContainingType: null, ContainingNamespace.IsGlobalNamespace: false } && !type.OriginalDefinition.ContainingModule.Locations.Any(static place => place.IsInSource);

    static string MetadataName(INamedTypeSymbol type) => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    static KnownType Collection(string codec, params string[] paths) => new(codec, new(paths), Immutable: false);
}

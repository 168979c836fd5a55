using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Weave.Codecs;
using Weave.Cursors;
using Weave.Modules;

namespace Weave.State;

/// <summary>Codecs for constructions that no compiler saw: <c>List&lt;T&gt;</c> inside a generic function, a node of the user's own generic class. Each is made when it is first asked for.</summary>
static class OpenCodecs
{
    /// <summary>The base library's types and their codecs, by definition.</summary>
    static readonly Dictionary<Type, Type> ours = new()
    {
        [typeof(List<>)] = typeof(ListCodec<>),
        [typeof(HashSet<>)] = typeof(HashSetCodec<>),
        [typeof(LinkedList<>)] = typeof(LinkedListCodec<>),
        [typeof(Queue<>)] = typeof(QueueCodec<>),
        [typeof(Stack<>)] = typeof(StackCodec<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryCodec<,>),
        [typeof(OrderedDictionary<,>)] = typeof(OrderedDictionaryCodec<,>),
        [typeof(PriorityQueue<,>)] = typeof(PriorityQueueCodec<,>),
        [typeof(SortedSet<>)] = typeof(SortedSetCodec<>),
        [typeof(SortedDictionary<,>)] = typeof(SortedDictionaryCodec<,>),
        [typeof(SortedList<,>)] = typeof(SortedListCodec<,>),
        [typeof(Collection<>)] = typeof(CollectionCodec<>),
        [typeof(ObservableCollection<>)] = typeof(ObservableCollectionCodec<>),
        [typeof(ReadOnlyCollection<>)] = typeof(ReadOnlyCollectionCodec<>),
        [typeof(ReadOnlyDictionary<,>)] = typeof(ReadOnlyDictionaryCodec<,>),
        [typeof(ReadOnlySet<>)] = typeof(ReadOnlySetCodec<>),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryCodec<,>),
        [typeof(ConcurrentQueue<>)] = typeof(ConcurrentQueueCodec<>),
        [typeof(ConcurrentStack<>)] = typeof(ConcurrentStackCodec<>),
        [typeof(ConcurrentBag<>)] = typeof(ConcurrentBagCodec<>),
        [typeof(FrozenSet<>)] = typeof(FrozenSetCodec<>),
        [typeof(FrozenDictionary<,>)] = typeof(FrozenDictionaryCodec<,>),
        [typeof(ImmutableArray<>)] = typeof(ImmutableArrayCodec<>),
        [typeof(ImmutableArray<>.Builder)] = typeof(ImmutableArrayBuilderCodec<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListCodec<>),
        [typeof(ImmutableList<>.Builder)] = typeof(ImmutableListBuilderCodec<>),
        [typeof(ImmutableStack<>)] = typeof(ImmutableStackCodec<>),
        [typeof(ImmutableQueue<>)] = typeof(ImmutableQueueCodec<>),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableHashSetCodec<>),
        [typeof(ImmutableHashSet<>.Builder)] = typeof(ImmutableHashSetBuilderCodec<>),
        [typeof(ImmutableSortedSet<>)] = typeof(ImmutableSortedSetCodec<>),
        [typeof(ImmutableSortedSet<>.Builder)] = typeof(ImmutableSortedSetBuilderCodec<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryCodec<,>),
        [typeof(ImmutableDictionary<,>.Builder)] = typeof(ImmutableDictionaryBuilderCodec<,>),
        [typeof(ImmutableSortedDictionary<,>)] = typeof(ImmutableSortedDictionaryCodec<,>),
        [typeof(ImmutableSortedDictionary<,>.Builder)] = typeof(ImmutableSortedDictionaryBuilderCodec<,>),
        [typeof(Comparer<>)] = typeof(ComparerCodec<>),
        [typeof(EqualityComparer<>)] = typeof(EqualityComparerCodec<>),
        [typeof(ArraySegment<>)] = typeof(ArraySegmentCodec<>),
        [typeof(Memory<>)] = typeof(MemoryCodec<>),
        [typeof(ReadOnlyMemory<>)] = typeof(ReadOnlyMemoryCodec<>),
        [typeof(KeyValuePair<,>)] = typeof(KeyValuePairCodec<,>),
        [typeof(Nullable<>)] = typeof(NullableCodec<>),
        [typeof(ValueTuple<>)] = typeof(ValueTupleCodec<>),
        [typeof(ValueTuple<,>)] = typeof(ValueTupleCodec<,>),
        [typeof(ValueTuple<,,>)] = typeof(ValueTupleCodec<,,>),
        [typeof(ValueTuple<,,,>)] = typeof(ValueTupleCodec<,,,>),
        [typeof(ValueTuple<,,,,>)] = typeof(ValueTupleCodec<,,,,>),
        [typeof(ValueTuple<,,,,,>)] = typeof(ValueTupleCodec<,,,,,>),
        [typeof(ValueTuple<,,,,,,>)] = typeof(ValueTupleCodec<,,,,,,>),
        [typeof(ValueTuple<,,,,,,,>)] = typeof(ValueTupleCodec<,,,,,,,>),
        [typeof(Tuple<>)] = typeof(TupleCodec<>),
        [typeof(Tuple<,>)] = typeof(TupleCodec<,>),
        [typeof(Tuple<,,>)] = typeof(TupleCodec<,,>),
        [typeof(Tuple<,,,>)] = typeof(TupleCodec<,,,>),
        [typeof(Tuple<,,,,>)] = typeof(TupleCodec<,,,,>),
        [typeof(Tuple<,,,,,>)] = typeof(TupleCodec<,,,,,>),
        [typeof(Tuple<,,,,,,>)] = typeof(TupleCodec<,,,,,,>),
        [typeof(Tuple<,,,,,,,>)] = typeof(TupleCodec<,,,,,,,>),
    };

    static readonly Lazy<Dictionary<string, Type>> builtIn = new(static () => ours.Keys.ToDictionary(static type => type.FullName!.Replace('+', '.'), StringComparer.Ordinal));

    public static void Add(Type definition, Type codec)
    {
        var scope = CodeScope.Of(codec);
        if (scope != CodeScope.Of(definition))
            throw CodecRegistry.Foreign(definition);
        scope.OpenCodecs.TryAdd(definition, codec);
        TypeResolver.AddModule(definition);
    }

    /// <summary>The base library's generic type with this metadata name, if there is a codec for its constructions.</summary>
    public static Type? Definition(string name) => builtIn.Value.GetValueOrDefault(name);

    static Type? CodecFor(Type definition) => ours.GetValueOrDefault(definition) ?? CodeScope.Of(definition).OpenCodecs.GetValueOrDefault(definition);

    /// <summary>Makes the codec of the collection that a cursor or enumerator goes over, if it can have one.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Enumerators take the arguments of their collection.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the construction has to be one the program uses.")]
    public static void MakeCollection(Type type)
    {
        for (var part = type.BaseType; part is not null; part = part.BaseType)
        {
            if (part.IsGenericType && part.GetGenericTypeDefinition() == typeof(Cursor<,>))
                CodecRegistry.Find(part.GetGenericArguments()[1]);
        }

        if (!type.IsConstructedGenericType)
            return;
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 1 && type.DeclaringType is null && type.Assembly == typeof(object).Assembly)
            CodecRegistry.Find(arguments[0].MakeArrayType());
        for (var outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
        {
            if (CodecFor(outer) is not null && outer.GetGenericArguments().Length == arguments.Length)
                CodecRegistry.Find(outer.MakeGenericType(arguments));
        }
    }

    /// <summary>A codec for a closed type, or null.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2071", Justification = "An enum needs no constructor.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "A codec takes the type's own arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "Codecs are named by typeof.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the construction has to be one the program uses.")]
    public static Codec? Create(Type type)
    {
        var codec = type switch
        {
            { IsSZArray: true } => typeof(ArrayCodec<>).MakeGenericType(type.GetElementType()!),
            { IsArray: true } when type.GetArrayRank() is 2 or 3 => (type.GetArrayRank() == 2 ? typeof(Array2DCodec<>) : typeof(Array3DCodec<>)).MakeGenericType(type.GetElementType()!),
            { IsArray: true } when type.GetArrayRank() > 3 => typeof(RankArrayCodec<,>).MakeGenericType(type, type.GetElementType()!),
            { IsEnum: true } => typeof(EnumCodec<>).MakeGenericType(type),
            { IsConstructedGenericType: true } when CodecFor(type.GetGenericTypeDefinition()) is { } open => open.MakeGenericType(type.GetGenericArguments()),
            _ => null,
        };
        return codec is null ? null : (Codec)Activator.CreateInstance(codec, nonPublic: true)!;
    }
}

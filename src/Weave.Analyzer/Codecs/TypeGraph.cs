using Microsoft.CodeAnalysis;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>The types that contracts of one compilation reach, and what follows from their connections. Nodes are made once and by themselves, so cycles need no care.</summary>
sealed class TypeGraph
{
    /// <summary>A generic type that holds ever larger constructions of itself would be followed for ever.</summary>
    const int MostConstructions = 500;

    readonly TypeClassifier classifier;
    readonly CodecModelBuilder builder = new();
    readonly Dictionary<string, TypeNode> nodes = new(StringComparer.Ordinal);
    readonly Dictionary<string, CodecPlan> plans = new(StringComparer.Ordinal);
    readonly Dictionary<string, (LayoutModel? Layout, IReadOnlyList<ITypeSymbol> Inputs)> layouts = new(StringComparer.Ordinal);
    readonly Dictionary<string, bool> immutability = new(StringComparer.Ordinal);
    readonly Dictionary<ITypeSymbol, string> keys = new(SymbolEqualityComparer.Default);

    public TypeGraph(Compilation compilation) => classifier = new TypeClassifier(compilation);

    /// <summary>See <see cref="CodecPlanner.Plan"/>.</summary>
    public CodecPlan Plan(ITypeSymbol type, CancellationToken cancellation)
    {
        var key = Key(type);
        if (!plans.TryGetValue(key, out var plan))
            plans.Add(key, plan = MakePlan(type, cancellation));
        return plan;
    }

    CodecPlan MakePlan(ITypeSymbol root, CancellationToken cancellation)
    {
        var codecs = new SortedDictionary<string, CodecModel>(StringComparer.Ordinal);
        var fieldSets = new SortedDictionary<string, FieldSetModel>(StringComparer.Ordinal);
        var found = new SortedDictionary<string, LayoutModel>(StringComparer.Ordinal);
        var immutable = true;
        var old = new Queue<ITypeSymbol>();
        foreach (var (node, path) in Reach(root, cancellation))
        {
            // Breadth first: the first pinned part found is one with the shortest path.
            if (node.Pinned is not null)
                return CodecPlan.Empty with { PinnedPath = $"{path}: {TypeNames.Display(node.Type)}{node.Pinned}", Immutable = false };

            immutable &= node.Frozen;
            Add(node);
        }

        // What migrations read is no part of the values, but has to be read.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (old.Count > 0)
        {
            var input = old.Dequeue();
            if (!seen.Add(Key(input)))
                continue;
            var parts = Reach(input, cancellation).Select(static part => part.Node).ToList();
            if (parts.TrueForAll(static part => part.Pinned is null))
                parts.ForEach(Add);
        }

        return new CodecPlan(new(codecs.Values), new(fieldSets.Values), new(found.Values), PinnedPath: null, immutable);

        void Add(TypeNode node)
        {
            // A construction with type parameters has the codec of its definition; those of the base library are made at run time.
            var described = IsOpen(node.Type) && node.Layout is not null ? Node(node.Type.OriginalDefinition, cancellation) : node;
            if (builder.Codec(described, IsImmutable(described, cancellation)) is { } codec)
                codecs[codec.Key] = codec;
            foreach (var fields in builder.FieldSets(node))
                fieldSets[fields.Key] = fields;
            var (layout, inputs) = Layout(node, cancellation);
            if (layout is not null)
                found[layout.Key] = layout;
            foreach (var input in inputs)
                old.Enqueue(input);
        }
    }

    /// <summary>What contracts say of a node's definition.</summary>
    (LayoutModel? Layout, IReadOnlyList<ITypeSymbol> Inputs) Layout(TypeNode node, CancellationToken cancellation)
    {
        if (node.Type is not INamedTypeSymbol type || (node.Layout is null && type.TypeKind is not (TypeKind.Enum or TypeKind.Interface)))
            return (null, []);
        var key = Key(type.OriginalDefinition);
        if (!layouts.TryGetValue(key, out var layout))
        {
            var read = LayoutReader.Read(Node(type.OriginalDefinition, cancellation), out var inputs);
            layouts.Add(key, layout = (read, inputs));
        }

        return layout;
    }

    bool IsImmutable(TypeNode node, CancellationToken cancellation)
    {
        var key = Key(node.Type);
        if (!immutability.TryGetValue(key, out var immutable))
            immutability.Add(key, immutable = Reach(node.Type, cancellation).All(static part => part.Node.Frozen));
        return immutable;
    }

    /// <summary>A type and everything its values can hold, breadth first, each type once with its shortest path.</summary>
    IEnumerable<(TypeNode Node, string Path)> Reach(ITypeSymbol root, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { Key(root) };
        var constructions = new Dictionary<INamedTypeSymbol, int>(SymbolEqualityComparer.Default);
        var queue = new Queue<TypeEdge>();
        queue.Enqueue(new TypeEdge("", root));
        while (queue.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (path, type) = queue.Dequeue();
            var node = Node(type, cancellation);
            if (node is { Layout: not null, Type: INamedTypeSymbol { IsGenericType: true, OriginalDefinition: var definition } })
            {
                constructions.TryGetValue(definition, out var count);
                constructions[definition] = count + 1;
                if (count == MostConstructions)
                    node = new TypeNode(type) { Pinned = " (is constructed without end)" };
            }

            yield return (node, path);
            foreach (var part in node.Parts)
            {
                if (seen.Add(Key(part.Type)))
                    queue.Enqueue(part with { Path = path + part.Path });
            }
        }
    }

    TypeNode Node(ITypeSymbol type, CancellationToken cancellation)
    {
        var key = Key(type);
        if (!nodes.TryGetValue(key, out var node))
            nodes.Add(key, node = classifier.Classify(type, cancellation));
        return node;
    }

    string Key(ITypeSymbol type)
    {
        if (!keys.TryGetValue(type, out var key))
            keys.Add(type, key = TypeNames.Key(type) + string.Concat(TypeArguments.OpenIn(type).Select(static p => "@" + p.ContainingSymbol.ToDisplayString())));
        return key;
    }

    static bool IsOpen(ITypeSymbol type) => TypeArguments.OpenIn(type).Any();
}

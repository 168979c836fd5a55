using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Analyzer.Codecs;

/// <summary>Looks at one closed type by itself: can it travel, by which codec, and what are its parts?</summary>
sealed class TypeClassifier
{
    /// <summary>Type arguments inside type arguments: nobody writes more by hand, and a type that nests itself would never end.</summary>
    const int DeepestNesting = 12;

    readonly Compilation compilation;
    readonly SourceTypeClassifier source;
    readonly Dictionary<ITypeSymbol, StateCodec> coded;
    SourceTypes? sourceTypes;

    public TypeClassifier(Compilation compilation)
    {
        this.compilation = compilation;
        source = new SourceTypeClassifier(compilation);
        coded = StateCodecs.All(compilation).ToDictionary<StateCodec, ITypeSymbol>(static codec => codec.Type!, SymbolEqualityComparer.Default);
    }

    /// <summary>The node of a type. Never null: what cannot travel is a pinned node.</summary>
    public TypeNode Classify(ITypeSymbol type, CancellationToken cancellation) => type switch
    {
        _ when Depth(type) > DeepestNesting => Pinned(type, " (is nested too deep)"),
        IErrorTypeSymbol => Pinned(type, " (not resolved)"),
        IArrayTypeSymbol array => Array(array, cancellation),
        INamedTypeSymbol { IsAnonymousType: true } or INamedTypeSymbol { IsRefLikeType: true } or INamedTypeSymbol { TypeKind: TypeKind.Delegate } => Pinned(type),
        INamedTypeSymbol named => Named(named, cancellation),
        ITypeParameterSymbol parameter => Parameter(parameter, cancellation),

        // Pointers, dynamic.
        _ => Pinned(type),
    };

    TypeNode Named(INamedTypeSymbol type, CancellationToken cancellation)
    {
        // The module registers those that users wrote, used or not.
        if (type.SpecialType == SpecialType.System_Object || coded.ContainsKey(type))
            return new TypeNode(type);
        if (type.TypeKind == TypeKind.Enum)
            return Constructed(type, "EnumCodec", [type], [], frozen: true);
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return Constructed(type, "NullableCodec", type.TypeArguments, [new TypeEdge("", type.TypeArguments[0])], frozen: true);
        if (KnownTypes.IsTuple(type))
            return Tuple(type);
        if (KnownTypes.Find(type) is { } known)
            return Known(type, known);
        if (ExceptionTypes.Contains(type))
            return ExceptionTypes.Classify(type, compilation);
        if (type.TypeKind == TypeKind.Interface)
            return Interface(type, cancellation);
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            return Pinned(type);

        var node = source.Classify(type);
        return node.Pinned is not null || type.IsSealed ? node : node with { Parts = [.. node.Parts, .. Instead(type, cancellation)] };
    }

    /// <summary>A type parameter stands for what it is constructed with: whether that can travel is known when it has to, unless its constraint says already that it cannot.</summary>
    TypeNode Parameter(ITypeParameterSymbol type, CancellationToken cancellation)
    {
        if (type.AllowsRefLikeType)
            return Pinned(type, " (may be a ref struct)");
        foreach (var constraint in type.ConstraintTypes.OfType<INamedTypeSymbol>().Where(static c => c is { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_Enum }))
        {
            if (constraint.SpecialType is SpecialType.System_Delegate or SpecialType.System_MulticastDelegate || Classify(constraint, cancellation).Pinned is not null)
                return Pinned(type, $" (is a {TypeNames.Display(constraint)})");
        }

        return new TypeNode(type);
    }

    TypeNode Array(IArrayTypeSymbol type, CancellationToken cancellation)
    {
        // Arrays are covariant: a variable of type Shape[] can hold a Circle[].
        var covariant = Covariant(type.ElementType, cancellation).Select(element => new TypeEdge("", compilation.CreateArrayTypeSymbol(element, type.Rank)));
        IEnumerable<ITypeSymbol> arguments = type.Rank > 3 ? [type, type.ElementType] : [type.ElementType];
        return Constructed(type, type.Rank switch { 1 => "ArrayCodec", 2 => "Array2DCodec", 3 => "Array3DCodec", _ => "RankArrayCodec" }, arguments, [new TypeEdge("[]", type.ElementType), .. covariant], frozen: false);
    }

    /// <summary>A long tuple holds the elements from the eighth on in another tuple.</summary>
    static TypeNode Tuple(INamedTypeSymbol type)
    {
        var parts = type.TypeArguments.Select(static (part, index) => new TypeEdge(index == 7 ? ".Rest" : $".Item{index + 1}", part));
        return Constructed(type, "ValueTupleCodec", type.TypeArguments, parts, frozen: true);
    }

    TypeNode Known(INamedTypeSymbol type, KnownType known)
    {
        var arguments = TypeArguments.AllOf(type).ToArray();
        if (known.HashesAlone && !KnownTypes.HashesAlone(arguments[0]))
            return Pinned(type, $" (its class depends on hashes, and {TypeNames.Display(arguments[0])} is no simple value)");
        var parts = arguments.Zip(known.ArgumentPaths, static (part, path) => new TypeEdge(path, part));
        if (known.Inside == KnownType.Array)
            parts = parts.Append(new TypeEdge("", compilation.CreateArrayTypeSymbol(type.TypeArguments[0])));
        else if (known.Inside is { } inside)
            parts = parts.Append(new TypeEdge("", compilation.GetTypeByMetadataName(inside)!.Construct([.. type.TypeArguments])));
        return known.Codec is null
            ? new TypeNode(type) { Frozen = known.Immutable, Parts = [.. parts] }
            : Constructed(type, known.Codec, arguments, parts, known.Immutable);
    }

    /// <summary>An interface stands for the types behind it. One with none behind it, or with a lazy sequence behind it, stands for nothing that could be written.</summary>
    TypeNode Interface(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (KnownTypes.IsLazy(type))
            return Pinned(type, " (may be computed lazily: use a list or an array)");
        var parts = Instead(type, cancellation).Concat(KnownTypes.Behind(type, compilation, argument => [argument, .. Covariant(argument, cancellation)])).ToArray();
        if (parts.Length == 0 && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            return Pinned(type);
        return new TypeNode(type) { Parts = parts };
    }

    /// <summary>What a variable of an interface or an unsealed class can hold instead.</summary>
    IEnumerable<TypeEdge> Instead(INamedTypeSymbol type, CancellationToken cancellation) =>
        (sourceTypes ??= new SourceTypes(compilation, cancellation)).AssignableTo(type).Concat(coded.Keys.Where(other => IsBehind(other, type))).Select(static other => new TypeEdge($"(as {TypeNames.Display(other)})", other));

    bool IsBehind(ITypeSymbol other, INamedTypeSymbol type) =>
        !SymbolEqualityComparer.Default.Equals(other, type) && compilation.ClassifyConversion(other, type) is { IsImplicit: true } conversion && (conversion.IsReference || conversion.IsBoxing);

    /// <summary>The reference types of the source that can stand for an element or argument of a covariant type.</summary>
    IEnumerable<ITypeSymbol> Covariant(ITypeSymbol type, CancellationToken cancellation) =>
        type is INamedTypeSymbol { IsReferenceType: true, IsSealed: false, SpecialType: SpecialType.None } named
            ? Instead(named, cancellation).Select(static edge => edge.Type).Where(static other => other.IsReferenceType)
            : [];

    static TypeNode Constructed(ITypeSymbol type, string codec, IEnumerable<ITypeSymbol> arguments, IEnumerable<TypeEdge> parts, bool frozen)
    {
        var home = HomeFinder.Find([type], out var problem);
        if (problem is not null)
            return Pinned(type, $" ({problem})");
        var registration = $"new {KnownTypes.CodecNamespace}{codec}<{string.Join(", ", arguments.Select(TypeNames.Key))}>()";
        return new TypeNode(type) { Frozen = frozen, Parts = [.. parts], Home = home, Registration = registration };
    }

    static int Depth(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => 1 + Depth(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } named => 1 + TypeArguments.AllOf(named).Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    static TypeNode Pinned(ITypeSymbol type, string remark = "") => new(type) { Pinned = remark };
}

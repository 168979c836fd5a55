using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Cost;

/// <summary>Estimates what values take in a checkpoint, from their types alone: MessagePack's largest form of each fixed part (docs/checkpoint-format.md).</summary>
public static class SizeEstimator
{
    /// <summary>An object's entry in the index and the reference to it.</summary>
    const int Object = 10;

    /// <summary>Objects inside objects: deeper ones are taken as open.</summary>
    const int Deepest = 6;

    /// <summary>The size of a value of type <paramref name="type"/>.</summary>
    public static SizeEstimate Of(ITypeSymbol type) => Of(type, 0);

    static SizeEstimate Of(ITypeSymbol type, int depth)
    {
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
            return Of(underlying, depth);
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => new(1, false),
            SpecialType.System_Byte or SpecialType.System_SByte => new(2, false),
            SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => new(3, false),
            SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => new(5, false),
            SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_DateTime => new(9, false),
            SpecialType.System_Decimal => new(18, false),
            SpecialType.System_String => new(1, true),
            _ => Composed(type, depth),
        };
    }

    static SizeEstimate Composed(ITypeSymbol type, int depth)
    {
        if (depth > Deepest || type is not INamedTypeSymbol named)
            return new(Object, true);
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return Of(named.TypeArguments[0], depth);
        if (named.IsTupleType)
            return Sum(named.TupleElements.Select(static e => e.Type), depth);
        if (FixedSize(named) is { } bytes)
            return new(bytes, false);
        if (named.Locations.All(static l => !l.IsInSource) || named.TypeKind is TypeKind.Interface)
            return new(Object, true);
        var fields = new SizeEstimate(named.IsValueType ? 0 : Object, named is { IsReferenceType: true, IsSealed: false, IsAbstract: true });
        for (INamedTypeSymbol? level = named; level is { SpecialType: SpecialType.None }; level = level.BaseType)
            fields += Sum(SourceFields.Of(level).Select(static f => f.Type), depth + 1);
        return fields;
    }

    static SizeEstimate Sum(IEnumerable<ITypeSymbol> types, int depth) => types.Aggregate(new SizeEstimate(0, false), (sum, type) => sum + Of(type, depth));

    /// <summary>Values of the BCL that always take the same.</summary>
    static int? FixedSize(INamedTypeSymbol type) => type.ToDisplayString() switch
    {
        "System.Guid" or "System.Int128" or "System.UInt128" => 18,
        "System.TimeSpan" or "System.TimeOnly" => 9,
        "System.DateOnly" or "System.Half" or "System.Index" => 5,
        "System.DateTimeOffset" => 12,
        "System.Range" => 10,
        "System.Numerics.Complex" => 18,
        _ => null,
    };
}

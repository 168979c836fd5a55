using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>Collections of the base library that a class of the source may derive from: the runtime has a class that writes and reads what each of them declares.</summary>
static class LibraryBases
{
    /// <summary>The class of the runtime, as code writes it; null for any other type.</summary>
    public static string? ClassOf(INamedTypeSymbol type) =>
        NameOf(type) is { } name ? $"{KnownTypes.CodecNamespace}{name}<{string.Join(", ", type.TypeArguments.Select(TypeNames.Key))}>" : null;

    /// <summary>What such a base class declares, in the order in which it is written; null for any other type.</summary>
    public static IReadOnlyList<SourceField>? FieldsOf(INamedTypeSymbol type, Compilation compilation)
    {
        var arguments = type.TypeArguments;
        return NameOf(type) switch
        {
            "ListFields" => [Field("_items", compilation.CreateArrayTypeSymbol(arguments[0])), Number("_size"), Number("_version")],
            "CollectionFields" => [Field("items", Generic("System.Collections.Generic.IList`1", arguments[0]))],
            "ObservableCollectionFields" => [],
            "KeyedCollectionFields" =>
            [
                Field("comparer", Generic("System.Collections.Generic.IEqualityComparer`1", arguments[0])), Field("dict", Generic("System.Collections.Generic.Dictionary`2", arguments[0], arguments[1])),
                Number("keyCount"), Number("threshold"),
            ],
            _ => null,
        };

        ITypeSymbol Generic(string name, params ITypeSymbol[] of) => compilation.GetTypeByMetadataName(name)!.Construct(of);

        SourceField Number(string name) => Field(name, compilation.GetSpecialType(SpecialType.System_Int32));

        static SourceField Field(string name, ITypeSymbol of) => new(name, name, of, Symbol: null, IsReadOnly: false);
    }

    static string? NameOf(INamedTypeSymbol type) => type.OriginalDefinition.ToDisplayString() switch
    {
        "System.Collections.Generic.List<T>" => "ListFields",
        "System.Collections.ObjectModel.Collection<T>" => "CollectionFields",
        "System.Collections.ObjectModel.ObservableCollection<T>" => "ObservableCollectionFields",
        "System.Collections.ObjectModel.KeyedCollection<TKey, TItem>" => "KeyedCollectionFields",
        _ => null,
    };
}

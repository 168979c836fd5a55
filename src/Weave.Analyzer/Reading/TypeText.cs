using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Reading;

/// <summary>How types are written: in generated code, and in contracts.</summary>
public static class TypeText
{
    static readonly SymbolDisplayFormat codeFormat = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    static readonly SymbolDisplayFormat schemaFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>The type as generated code writes it, for example <c>global::Shop.Order?</c>.</summary>
    public static string Code(ITypeSymbol type) => type.ToDisplayString(codeFormat);

    /// <summary>The type as a contract states it, without nullability and tuple names, for example <c>Shop.Order</c>.</summary>
    public static string Schema(ITypeSymbol type) => type.ToDisplayString(schemaFormat);
}

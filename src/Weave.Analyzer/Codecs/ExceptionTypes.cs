using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>Exceptions: the runtime writes any, with message, data, inner exceptions, stack trace and its simple fields.</summary>
static class ExceptionTypes
{
    /// <summary>True for <see cref="Exception"/> and what derives from it.</summary>
    public static bool Contains(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.BaseType)
        {
            if (part is { Name: "Exception", ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    /// <summary>The node of an exception type. One whose source declares a field that would be lost is pinned.</summary>
    public static TypeNode Classify(INamedTypeSymbol type, Compilation compilation)
    {
        for (var part = type; SymbolEqualityComparer.Default.Equals(part.ContainingAssembly, compilation.Assembly); part = part.BaseType!)
        {
            foreach (var field in SourceFields.Of(part).Where(static field => field.IsSecret))
                return new TypeNode(type) { Pinned = $" (an exception keeps no secrets, and {field.Label} is one)" };
            foreach (var field in SourceFields.Of(part).Where(static field => !IsSimple(field.Type)))
                return new TypeNode(type) { Pinned = $" (an exception keeps only simple fields, and {field.Label} is {TypeNames.Display(field.Type)})" };
        }

        return new TypeNode(type);
    }

    static bool IsSimple(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsSimple(nullable.TypeArguments[0]),
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_DateTime } => true,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => true,
        { Name: "DateTimeOffset" or "TimeSpan" or "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
        _ => false,
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;

namespace Weave.Analyzer.Reading;

/// <summary>How a foreach is lowered.</summary>
/// <param name="Kind">What it goes over.</param>
/// <param name="Sequence">The type of what it goes over.</param>
/// <param name="Enumerator">The type of its enumerator; null for an index.</param>
/// <param name="Cursor">The runtime's class that saves the enumerator, as code writes it; null if it has none of its own.</param>
/// <param name="Collection">The type whose values have to travel when the enumerator does.</param>
/// <param name="Walk">The struct that counts the enumerator's steps, as code writes it; null if it says itself where it stands.</param>
sealed record ForEachShape(ForEachKind Kind, ITypeSymbol Sequence, ITypeSymbol? Enumerator = null, string? Cursor = null, ITypeSymbol? Collection = null, string? Walk = null)
{
    public const string CannotBeSaved = "the enumerator of this sequence cannot be saved; take a snapshot with ToArray()";

    public static ForEachShape Of(CommonForEachStatementSyntax loop, SemanticModel semantics)
    {
        var type = semantics.GetTypeInfo(loop.Expression).Type;
        var info = semantics.GetForEachStatementInfo(loop);
        if (type is null || loop is ForEachStatementSyntax { Type: RefTypeSyntax or ScopedTypeSyntax } || info.GetEnumeratorMethod is not { } start
            || BodyReader.IsUnnameable(type) || BodyReader.IsUnnameable(start.ReturnType))
            return new(ForEachKind.Bound, type!);
        if (type is IArrayTypeSymbol || type.SpecialType == SpecialType.System_String)
            return new(ForEachKind.Indexed, type);
        var enumerator = start.ReturnType;
        if (enumerator.IsRefLikeType || enumerator.TypeKind is TypeKind.Error or TypeKind.Dynamic || type.TypeKind == TypeKind.Dynamic)
            return new(ForEachKind.Bound, type);
        if (loop.AwaitKeyword.RawKind != 0)
            return new(ForEachKind.Awaited, type, enumerator, null, enumerator);
        if (KnownCursors.Of(enumerator) is var (cursor, collection))
            return new(ForEachKind.Collection, type, enumerator, cursor, InheritsFrom(type, collection) ? type : collection);
        if (KnownCursors.OfSteps(type, enumerator, info.ElementType!) is var (stepped, walk, over))
            return new(ForEachKind.Collection, type, enumerator, stepped, over, walk);
        return IsInterface(enumerator)
            ? new(ForEachKind.Sequence, type, enumerator, KnownNames.Cursors + ".Cursor", KnownCursors.ShowAtRunTime(type) ? type : enumerator)
            : new(ForEachKind.Own, type, enumerator, null, enumerator);
    }

    /// <summary>True if the enumerator is disposed of when the loop is left.</summary>
    public bool Disposes => Kind == ForEachKind.Sequence || (Kind == ForEachKind.Own && (IsDisposable(Enumerator!) || !IsClosed(Enumerator!)));

    /// <summary>The statement that disposes of the enumerator in a variable.</summary>
    public string Disposal(string variable)
    {
        if (!IsDisposable(Enumerator!))
            return $"({variable} as global::System.IDisposable)?.Dispose();";
        return Enumerator!.IsReferenceType ? $"((global::System.IDisposable){variable})?.Dispose();" : $"{KnownNames.Cursors}.Cursor.Dispose(ref {variable});";
    }

    static bool IsInterface(ITypeSymbol enumerator) =>
        enumerator.SpecialType == SpecialType.System_Collections_IEnumerator
        || enumerator.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerator_T
        || enumerator.ToDisplayString() == "System.Collections.IDictionaryEnumerator";

    static bool IsClosed(ITypeSymbol type) => type.IsValueType || type.IsSealed;

    static bool IsDisposable(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_IDisposable
        || type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable)
        || type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsDisposable);

    static bool InheritsFrom(ITypeSymbol type, ITypeSymbol other)
    {
        for (var super = type.BaseType; super is not null; super = super.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(super, other))
                return true;
        }
        return false;
    }
}

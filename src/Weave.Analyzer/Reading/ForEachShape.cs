using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Tells what a foreach goes over.</summary>
static class ForEachShape
{
    public static ForEachKind Of(CommonForEachStatementSyntax loop, SemanticModel semantics)
    {
        if (loop is not ForEachStatementSyntax each || loop.AwaitKeyword.RawKind != 0 || each.Type is RefTypeSyntax)
            return ForEachKind.Other;
        var type = semantics.GetTypeInfo(loop.Expression).Type;
        if (type is IArrayTypeSymbol { Rank: 1 } || type?.SpecialType == SpecialType.System_String)
            return ForEachKind.Indexed;
        var enumerator = semantics.GetForEachStatementInfo(loop).GetEnumeratorMethod?.ContainingType?.OriginalDefinition;
        return enumerator?.ToDisplayString() == "System.Collections.Generic.List<T>" ? ForEachKind.List : ForEachKind.Other;
    }
}

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Advice;

/// <summary>Finds the row that a member falls under.</summary>
sealed class ApiTable(IEnumerable<ApiRow> rows)
{
    readonly ILookup<string, ApiRow> rows = rows.ToLookup(static row => row.Name, StringComparer.Ordinal);

    /// <summary>The row of a method, property or constructor, or null.</summary>
    public ApiRow? Find(ISymbol member)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            return Row(constructor.ContainingType, ".ctor");
        for (var type = member.ContainingType; type is not null; type = type.BaseType)
        {
            if (Row(type, member.Name) is { } row)
                return row;
        }
        return member.IsStatic ? null : member.ContainingType.AllInterfaces.Select(face => Row(face, member.Name)).FirstOrDefault(static row => row is not null);
    }

    ApiRow? Row(INamedTypeSymbol type, string member)
    {
        foreach (var row in rows[type.Name])
        {
            if (row.Names(member) && FullName(type) == row.Type)
                return row;
        }
        return null;
    }

    /// <summary>Namespace, outer types and name, without type parameters.</summary>
    public static string FullName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{FullName(outer)}.{type.Name}"
        : type.ContainingNamespace is null or { IsGlobalNamespace: true } ? type.Name
        : $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}";
}

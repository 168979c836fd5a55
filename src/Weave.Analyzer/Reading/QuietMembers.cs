using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Members that do nothing but what their declaration says: nobody can tell when they ran. What cannot be seen in source is not quiet.</summary>
static class QuietMembers
{
    /// <summary>True for a field, and for an auto-property that no derived type overrides.</summary>
    public static bool IsQuiet(ISymbol? member) => member switch
    {
        IFieldSymbol { IsVolatile: false } => true,
        IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false } property => IsAuto(property),
        _ => false,
    };

    static bool IsAuto(IPropertySymbol property) => property.DeclaringSyntaxReferences.Length > 0
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property))
        && property.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is ParameterSyntax
            || r.GetSyntax() is PropertyDeclarationSyntax { AccessorList: { } list } && list.Accessors.All(static a => a.Body is null && a.ExpressionBody is null));

    /// <summary>True for a constructor that only sets fields, to its arguments and to constants.</summary>
    public static bool IsQuiet(IMethodSymbol constructor, Compilation compilation)
    {
        var type = constructor.ContainingType;
        if (type.TypeKind == TypeKind.Struct && constructor.IsImplicitlyDeclared && constructor.DeclaringSyntaxReferences.IsEmpty && constructor.Parameters.IsEmpty && !HasInitializers(type))
            return true;
        var primary = constructor.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null });
        if (!primary && !constructor.IsImplicitlyDeclared || type.DeclaringSyntaxReferences.IsEmpty)
            return false;
        if (type.StaticConstructors.Length > 0 || !IsQuietBase(type, compilation))
            return false;
        return type.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Members.All(m => IsQuietMember(m)));
    }

    static bool HasInitializers(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && !declaration.Members.All(static m => IsQuietMember(m)));

    static bool IsQuietBase(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.BaseType is null || type.BaseType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType)
            return true;
        var plain = type.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is TypeDeclarationSyntax { BaseList: var bases } && bases?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Any() != true);
        return plain && type.BaseType.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty) is { } inherited && IsQuiet(inherited, compilation);
    }

    static bool IsQuietMember(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.All(static v => IsQuiet(v.Initializer?.Value)),
        EventFieldDeclarationSyntax field => field.Declaration.Variables.All(static v => IsQuiet(v.Initializer?.Value)),
        PropertyDeclarationSyntax property => IsQuiet(property.Initializer?.Value),
        _ => true,
    };

    static bool IsQuiet(ExpressionSyntax? value) => value is null or LiteralExpressionSyntax or DefaultExpressionSyntax
        or PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
        or CollectionExpressionSyntax { Elements.Count: 0 }
        or MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax };

    /// <summary>True if no record that a variable of this type may hold declares a copy constructor of its own.</summary>
    public static bool CopiesQuietly(ITypeSymbol type, Compilation compilation)
    {
        for (var basis = type as INamedTypeSymbol; basis is not null && basis.SpecialType != SpecialType.System_Object; basis = basis.BaseType)
        {
            if (!CopiesItselfQuietly(basis))
                return false;
        }
        return type.IsSealed || type.DeclaredAccessibility != Accessibility.Public && Types(compilation.Assembly.GlobalNamespace)
            .Where(other => Derives(other, type)).All(CopiesItselfQuietly);
    }

    static bool CopiesItselfQuietly(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty
        && type.InstanceConstructors.All(c => c.IsImplicitlyDeclared || c.Parameters.Length != 1 || !SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type));

    static bool Derives(INamedTypeSymbol type, ITypeSymbol from)
    {
        for (var basis = type.BaseType; basis is not null; basis = basis.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(basis.OriginalDefinition, from.OriginalDefinition))
                return true;
        }
        return false;
    }

    static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static m => m is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(m));
}

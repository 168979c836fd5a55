using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>Looks at a struct or class of the user's source: its fields are its parts.</summary>
sealed class SourceTypeClassifier(Compilation compilation)
{
    /// <summary>The node of a source type, without the types that a variable of it can hold instead.</summary>
    public TypeNode Classify(INamedTypeSymbol type)
    {
        var layout = new List<(INamedTypeSymbol Declaring, IReadOnlyList<SourceField> Fields)>();
        for (var part = type; part.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); part = part.BaseType!)
        {
            if (LibraryBases.FieldsOf(part, compilation) is { } known)
            {
                layout.Insert(0, (part, known));
                continue;
            }

            if (!SymbolEqualityComparer.Default.Equals(part.ContainingAssembly, compilation.Assembly))
                return Pinned(type, $"derives from {TypeNames.Display(part)}, which is outside the source");
            if (Obstacle(part) is { } obstacle)
                return Pinned(type, obstacle);
            layout.Insert(0, (part, [.. SourceFields.Of(part)]));
        }

        var home = HomeFinder.Find([type, .. layout.Select(static part => part.Declaring)], out var problem);
        if (problem is not null)
            return Pinned(type, problem);

        var fields = layout.SelectMany(static part => part.Fields).ToArray();
        return new TypeNode(type)
        {
            Frozen = type.IsValueType || (type.IsSealed && fields.All(static field => field.IsReadOnly)),
            Parts = [.. fields.Select(static field => new TypeEdge("." + field.Label, field.Type))],
            Home = home,
            Layout = layout,
        };
    }

    /// <summary>What keeps a declaring type's fields from being written one by one; null if nothing does.</summary>
    static string? Obstacle(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        var parameters = TypeArguments.ParametersOf(definition).Select(static parameter => parameter.Name).ToArray();
        if (parameters.Distinct(StringComparer.Ordinal).Count() != parameters.Length)
            return "has a type parameter that hides an outer one";
        if (definition.GetMembers().OfType<IMethodSymbol>().Any(static method => method.MethodKind == MethodKind.Destructor))
            return "has a finalizer, which would run once for every copy";
        if (HasAttribute(definition, "System.Runtime.CompilerServices.InlineArrayAttribute"))
            return "is an inline array";
        if (HasDeclaredSize(definition))
            return "has a declared size, so it may hold more than its fields";

        var fields = SourceFields.Of(definition).ToArray();
        if (IsOverlaid(definition) && !fields.All(static field => HasNoBadBits(field.Type)))
            return "has an explicit layout with fields other than numbers";
        HomeFinder.FindForFields(definition, fields.Select(static field => field.Type), out _, out var problem);
        return problem;
    }

    /// <summary>Fields may share bytes: writing one changes others, which is harmless only if all bits of all of them are kept.</summary>
    static bool IsOverlaid(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Any(static field => HasAttribute(field, "System.Runtime.InteropServices.FieldOffsetAttribute"));

    static bool HasDeclaredSize(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.ToDisplayString() == "System.Runtime.InteropServices.StructLayoutAttribute"
        && attribute.NamedArguments.Any(static argument => argument is { Key: "Size", Value.Value: > 0 }));

    static bool HasNoBadBits(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.System_Char or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) or SpecialType.System_Single or SpecialType.System_Double;

    static bool HasAttribute(ISymbol symbol, string name) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    static TypeNode Pinned(INamedTypeSymbol type, string remark) => new(type) { Pinned = $" ({remark})" };
}

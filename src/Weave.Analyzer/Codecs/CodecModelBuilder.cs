using Microsoft.CodeAnalysis;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>Turns nodes into text models; after it no symbol is left.</summary>
sealed class CodecModelBuilder
{
    readonly Dictionary<string, FieldSetModel?> fieldSets = new(StringComparer.Ordinal);

    /// <summary>The codec to register for a node; null if the runtime has it, or if no value has exactly this type.</summary>
    public CodecModel? Codec(TypeNode node, bool immutable)
    {
        var key = TypeNames.Key(node.Type);
        var isOpen = TypeArguments.OpenIn(node.Type).Any();
        if (node.Registration is { } registration)
            return isOpen ? null : new CodecModel(key, node.Home, registration, Generated: null);
        if (node.Layout is null || node.Type.IsAbstract)
            return null;
        if (isOpen)
        {
            var open = Generated((INamedTypeSymbol)node.Type, node, immutable: false);
            var commas = new string(',', TypeArguments.AllOf((INamedTypeSymbol)node.Type).Count() - 1);
            return new CodecModel(key, node.Home, $"typeof({TypeNames.Unbound((INamedTypeSymbol)node.Type)}), typeof({Prefix(node.Home)}{open.Name}<{commas}>)", open);
        }

        var generated = Generated((INamedTypeSymbol)node.Type, node, immutable);
        return new CodecModel(key, node.Home, $"new {Prefix(node.Home)}{generated.Name}()", generated);
    }

    /// <summary>The field classes that the codec of a node uses.</summary>
    public IEnumerable<FieldSetModel> FieldSets(TypeNode node) =>
        (node.Layout ?? []).Select(part => FieldSet(part.Declaring)).OfType<FieldSetModel>();

    GeneratedCodecModel Generated(INamedTypeSymbol type, TypeNode node, bool immutable)
    {
        var schema = TypeNames.Schema(type);
        var parameters = TypeArguments.OpenIn(type).ToArray();
        var isOpen = parameters.Length > 0;
        return new GeneratedCodecModel(
            File: DefinitionName(type),
            Name: MemberPrefix(node.Home) + (isOpen ? TypeNames.Identifier(DefinitionName(type)) + "Open" : TypeNames.Identifier(schema)) + "Codec",
            TypeParameters: isOpen ? $"<{string.Join(", ", parameters.Select(static parameter => Identifiers.Escape(parameter.Name)))}>" : "",
            Constraints: new(parameters.Select(Constraints.Of).Where(static clause => clause.Length > 0)),
            TypeName: TypeNames.Key(type),
            Display: schema,
            Schema: SchemaName(type, isOpen) + (isOpen ? $"{{{Layout(type, node, isOpen)}}}" : Layout(type, node, isOpen)),
            IsStruct: type.IsValueType,
            Immutable: immutable && type.IsReferenceType,
            FieldSets: new(node.Layout.Select(part => Reference(part.Declaring)).OfType<string>()));
    }

    /// <summary>The fields for the schema; those of a base class carry its name, because both may declare a field of the same name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="node">Its node.</param>
    /// <param name="isOpen">True if the text is an interpolated string, in which type arguments are holes.</param>
    public static string Layout(INamedTypeSymbol type, TypeNode node, bool isOpen)
    {
        var fields =
            from part in node.Layout!
            let prefix = SymbolEqualityComparer.Default.Equals(part.Declaring, type) ? "" : SchemaName(part.Declaring, isOpen) + "."
            from field in part.Fields
            select $"{prefix}{field.Label}:{SecretMarks.Of(field.IsSecret)}{SchemaName(field.Type, isOpen)}";
        return $"{{{(type.IsValueType ? "struct " : "")}{string.Join(";", fields)}}}";
    }

    /// <summary>A type's name in a schema; in one that depends on type arguments, a hole of an interpolated string where it does.</summary>
    static string SchemaName(ITypeSymbol type, bool isOpen) =>
        isOpen && TypeArguments.OpenIn(type).Any() ? $"{{(global::Weave.State.SchemaText.Of<{TypeNames.Key(type)}>())}}" : TypeNames.Schema(type);

    string? Reference(INamedTypeSymbol declaring)
    {
        if (LibraryBases.ClassOf(declaring) is { } ofRuntime)
            return ofRuntime;
        if (FieldSet(declaring) is not { } fields)
            return null;
        var arguments = TypeArguments.AllOf(declaring).Select(TypeNames.Key).ToArray();
        return Prefix(fields.Home) + fields.Name + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>");
    }

    /// <summary>The class to generate for what a type declares; null if there is nothing, or if the runtime has one.</summary>
    FieldSetModel? FieldSet(INamedTypeSymbol declaring)
    {
        if (LibraryBases.ClassOf(declaring) is not null)
            return null;
        var definition = declaring.OriginalDefinition;
        var key = TypeNames.Key(definition);
        if (fieldSets.TryGetValue(key, out var known))
            return known;

        var fields = SourceFields.Of(definition).ToArray();
        FieldSetModel? model = null;
        if (fields.Length > 0)
        {
            var home = HomeFinder.FindForFields(definition, fields.Select(static field => field.Type), out var isPrivate, out _);
            var parameters = TypeArguments.ParametersOf(definition).ToArray();
            model = new FieldSetModel(
                key,
                File: DefinitionName(definition),
                home,
                isPrivate,
                Name: MemberPrefix(home) + TypeNames.Identifier(DefinitionName(definition)) + "Fields",
                TypeParameters: parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters.Select(static parameter => Identifiers.Escape(parameter.Name)))}>",
                Constraints: new(parameters.Select(Constraints.Of).Where(static clause => clause.Length > 0)),
                TypeName: key,
                Display: TypeNames.Schema(definition),
                IsStruct: definition.IsValueType,
                Fields: new(Accessors.Name(fields)));
        }

        fieldSets.Add(key, model);
        return model;
    }

    /// <summary>The definition's name without type parameters, arities kept: <c>Shop.Node1</c> for <c>Shop.Node&lt;T&gt;</c>.</summary>
    static string DefinitionName(INamedTypeSymbol type)
    {
        var name = type.Name + (type.Arity == 0 ? "" : type.Arity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (type.ContainingType is { } outer)
            return $"{DefinitionName(outer)}.{name}";
        return type.ContainingNamespace.IsGlobalNamespace ? name : $"{type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}.{name}";
    }

    static string Prefix(HomeModel? home) => home is null ? "global::Weave.Generated." : home.TypeName + ".";

    static string MemberPrefix(HomeModel? home) => home is null ? "" : "__weave_";
}

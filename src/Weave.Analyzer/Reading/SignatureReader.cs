using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>Reads the outside of a fragment function or step.</summary>
static class SignatureReader
{
    public static MethodSignature Read(IMethodSymbol method, MethodDeclarationSyntax syntax, Twins twins)
    {
        var dispatch = Dispatches.Of(method, twins);
        var unique = Unique(method);
        var isExplicit = !method.ExplicitInterfaceImplementations.IsEmpty;
        var result = TaskTypes.Result(method.ReturnType);
        var parameters = Twins.Definition(method).Parameters.Select(static p => new ParameterModel(
            Identifiers.Escape(p.Name),
            TypeNames.Of(p.Type.WithNullableAnnotation(p.NullableAnnotation)),
            DefaultValues.Of(p),
            p.IsParams));
        return new(
            Id(method),
            dispatch.Explicit is not null ? method.ExplicitInterfaceImplementations[0].Name : isExplicit ? unique : method.Name,
            unique,
            isExplicit ? "" : SyntaxFacts.GetText(method.DeclaredAccessibility),
            dispatch.IsChecked || isExplicit ? "" : EntryAccessibility(method),
            Identifiers.Escape(HasStaticDouble(method) ? unique : method.Name),
            method.IsStatic,
            method is { IsStatic: false, IsReadOnly: true, ContainingType.TypeKind: TypeKind.Struct },
            TaskTypes.IsTask(method.ReturnType),
            TypeNames.Of(method.ReturnType),
            result is null ? "void" : TypeNames.Of(result),
            new(parameters),
            new(method.TypeParameters.Select(static p => Identifiers.Escape(p.Name))),
            new(method.TypeParameters.Select(Constraints.Of).Where(static c => c.Length > 0)),
            new(TypeArguments.ParametersOf(method.ContainingType).Concat(method.TypeParameters).Select(static p => Identifiers.Escape(p.Name))),
            dispatch,
            ContextOf(method, syntax));
    }

    /// <summary>The function as frames name it: type, name, parameter types.</summary>
    public static string Id(IMethodSymbol method) =>
        TypeNames.Schema(method.ContainingType) + "." + method.Name.Replace(" ", "") + Arity(method) + "(" + string.Join(",", method.Parameters.Select(static p => TypeNames.Schema(p.Type))) + ")";

    static string Arity(IMethodSymbol method) => method.Arity == 0 ? "" : $"<{string.Join(",", method.TypeParameters.Select(static p => p.Name))}>";

    /// <summary>The name, or where the type overloads it a numbered one that no member bears: <c>Over_1__frame</c> must not be the frame of a method called <c>Over_1</c>.</summary>
    static string Unique(IMethodSymbol method)
    {
        var type = method.ContainingType;
        var overloads = type.GetMembers(method.Name).OfType<IMethodSymbol>().ToList();
        var name = method.ExplicitInterfaceImplementations.IsEmpty ? method.Name : TypeNames.Identifier(method.Name);
        if (overloads.Count < 2)
            return name;
        var index = overloads.FindIndex(m => SymbolEqualityComparer.Default.Equals(m, Twins.Definition(method)));
        name += "_" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        while (!type.GetMembers(name).IsEmpty)
            name += "_";
        return name;
    }

    /// <summary>True if a static overload takes the instance as its first parameter: <c>a.Times(b)</c> and <c>Times(a, b)</c>.</summary>
    static bool HasStaticDouble(IMethodSymbol method) => !method.IsStatic && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
        other.IsStatic && other.Arity == method.Arity
        && other.Parameters.Select(static p => TypeNames.Schema(p.Type)).SequenceEqual(method.Parameters.Select(static p => p.Type).Prepend(method.ContainingType).Select(TypeNames.Schema)));

    static string EntryAccessibility(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility == Accessibility.Public && method.ContainingType.DeclaredAccessibility == Accessibility.Public)
            return "public";
        return Named(method).All(IsInternal) ? "internal" : "";
    }

    /// <summary>The types that the declaration of its entry names.</summary>
    static IEnumerable<ITypeSymbol> Named(IMethodSymbol method) =>
        method.Parameters.Select(static p => p.Type).Append(method.ReturnType).Concat(method.TypeParameters.SelectMany(static p => p.ConstraintTypes));

    /// <summary>True if the type can be named in the whole assembly.</summary>
    static bool IsInternal(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsInternal(array.ElementType),
        INamedTypeSymbol named => named.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            && named.TypeArguments.All(IsInternal) && (named.ContainingType is null || IsInternal(named.ContainingType)),
        _ => true,
    };

    static TypeContext ContextOf(IMethodSymbol method, SyntaxNode syntax)
    {
        var unit = (CompilationUnitSyntax)syntax.SyntaxTree.GetRoot();
        // An extension block is a type declaration too, of a kind that older compilers have no name for.
        var types = syntax.Ancestors().OfType<TypeDeclarationSyntax>().Where(static t => t is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax).Reverse()
            .Select(static t => $"partial {Keyword(t)} {t.Identifier.Text}{(t.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(static p => (p.VarianceKeyword.RawKind == 0 ? "" : p.VarianceKeyword.Text + " ") + p.Identifier.Text))}>" : "")}");
        var namespaces = syntax.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().ToList();
        var defines = unit.GetLeadingTrivia().Select(static t => t.GetStructure()).OfType<DefineDirectiveTriviaSyntax>().Where(static d => d.IsActive).Select(static d => d.ToString().Trim());
        var fileUsings = defines.Concat(unit.Externs.Select(static e => e.ToString())).Concat(unit.Usings.Where(static u => u.GlobalKeyword.RawKind == 0).Select(static u => u.ToString()));
        return new(
            new(fileUsings),
            string.Join(".", namespaces.Select(static n => n.Name.ToString())),
            new(namespaces.SelectMany(static n => n.Usings).Select(static u => u.ToString())),
            new(types),
            TypeNames.Of(method.ContainingType),
            TypeNames.Unbound(method.ContainingType),
            method.ContainingType.TypeKind == TypeKind.Interface,
            syntax.SyntaxTree.FilePath,
            HomeFinder.FindForRegistration(method, out var isPrivate, out _),
            isPrivate);
    }

    static string Keyword(TypeDeclarationSyntax type) =>
        type is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not 0 } record ? "record " + record.ClassOrStructKeyword.Text : type.Keyword.Text;
}

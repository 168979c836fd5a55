using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>Reads the outside of a fragment function or step, and says what in it stands in the way.</summary>
static class SignatureReader
{
    public static IEnumerable<Refusal> Refusals(IMethodSymbol method, MethodDeclarationSyntax syntax, bool step)
    {
        var rule = step ? Rules.NotAStep : Rules.NotAFragment;
        for (var parent = syntax.Parent as TypeDeclarationSyntax; parent is not null; parent = parent.Parent as TypeDeclarationSyntax)
        {
            if (!parent.Modifiers.Any(SyntaxKind.PartialKeyword))
                yield return new(Rules.NotPartial, parent.Identifier.GetLocation(), parent.Identifier.Text, method.Name);
        }
        if (Reason(method, syntax, step) is { } reason)
            yield return new(rule, syntax.Identifier.GetLocation(), method.Name, reason);
    }

    static string? Reason(IMethodSymbol method, MethodDeclarationSyntax syntax, bool step)
    {
        var type = method.ContainingType;
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType)
                return "its type is generic";
            if (outer.IsFileLocal)
                return "its type is local to its file";
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return $"its type '{outer.Name}' is not visible in the whole assembly";
        }
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || (type.TypeKind == TypeKind.Struct && !method.IsStatic && !type.IsReadOnly))
            return "only a class can hold it (an instance method of a struct works on a copy after it is resumed)";
        if (method.IsGenericMethod)
            return "it is generic";
        if (method.IsExtensionMethod)
            return "it is an extension method";
        if (method.IsAbstract || method.IsVirtual || method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty)
            return "it is virtual or implements an interface explicitly";
        if (method.IsPartialDefinition || method.PartialDefinitionPart is not null)
            return "it is a partial method";
        if (syntax.Body is null && syntax.ExpressionBody is null)
            return "it has no body";
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return "it returns by reference";
        if (method.Parameters.FirstOrDefault(static p => p.RefKind != RefKind.None) is { } byRef)
            return $"its parameter '{byRef.Name}' is passed by reference";
        if (syntax.Modifiers.Any(SyntaxKind.UnsafeKeyword))
            return "it is unsafe";
        if ((syntax.Body is { } body && body.DescendantNodes(static n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).Any(static n => n is YieldStatementSyntax)))
            return "it is an iterator";
        if (!step && TaskTypes.IsTask(method.ReturnType) && !method.IsAsync)
            return "it returns a task but is not async";
        if (!step && method.IsAsync && method.ReturnsVoid)
            return "it is async void";
        if (!step && method.IsAsync && method.ReturnType.Name != "Task")
            return "an async fragment function returns Task or Task<T>";
        return type.GetMembers("Fragments").Any(static m => m is not INamedTypeSymbol)
            ? "its type has a member of its own called 'Fragments', which is where the entry would stand"
            : null;
    }

    public static MethodSignature Read(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        var result = TaskTypes.Result(method.ReturnType);
        var parameters = method.Parameters.Select((p, i) => new ParameterModel(
            Identifiers.Escape(p.Name),
            TypeNames.Of(p.Type.WithNullableAnnotation(p.NullableAnnotation)),
            syntax.ParameterList.Parameters[i].Default?.Value.ToString(),
            p.IsParams));
        return new(
            Id(method),
            method.Name,
            Unique(method),
            SyntaxFacts.GetText(method.DeclaredAccessibility),
            EntryAccessibility(method),
            method.IsStatic,
            TaskTypes.IsTask(method.ReturnType),
            TypeNames.Of(method.ReturnType),
            result is null ? "void" : TypeNames.Of(result),
            new(parameters),
            ContextOf(method, syntax));
    }

    static string Id(IMethodSymbol method) =>
        TypeNames.Schema(method.ContainingType) + "." + method.Name + "(" + string.Join(",", method.Parameters.Select(static p => TypeNames.Schema(p.Type))) + ")";

    static string Unique(IMethodSymbol method)
    {
        var overloads = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .Where(static m => Callee.MarkOf(m) is CalleeKind.Fragment or CalleeKind.Step).ToList();
        var index = overloads.FindIndex(m => SymbolEqualityComparer.Default.Equals(m, method));
        return overloads.Count < 2 ? method.Name : method.Name + "_" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    static string EntryAccessibility(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility == Accessibility.Public && method.ContainingType.DeclaredAccessibility == Accessibility.Public)
            return "public";
        return method.Parameters.Select(static p => p.Type).Append(method.ReturnType).All(IsInternal) ? "internal" : "";
    }

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
        var types = syntax.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(static t => $"partial {Keyword(t)} {t.Identifier.Text}");
        var namespaces = syntax.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().ToList();
        var defines = unit.GetLeadingTrivia().Select(static t => t.GetStructure()).OfType<DefineDirectiveTriviaSyntax>().Where(static d => d.IsActive).Select(static d => d.ToString().Trim());
        var fileUsings = defines.Concat(unit.Externs.Select(static e => e.ToString())).Concat(unit.Usings.Where(static u => u.GlobalKeyword.RawKind == 0).Select(static u => u.ToString()));
        return new(
            new(fileUsings),
            string.Join(".", namespaces.Select(static n => n.Name.ToString())),
            new(namespaces.SelectMany(static n => n.Usings).Select(static u => u.ToString())),
            new(types),
            TypeNames.Of(method.ContainingType));
    }

    static string Keyword(TypeDeclarationSyntax type) =>
        type is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not 0 } record ? "record " + record.ClassOrStructKeyword.Text : type.Keyword.Text;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>Says what in the outside of a fragment function or step stands in the way.</summary>
static class SignatureRules
{
    /// <summary>The twin check makes a delegate of the twin, which has one parameter more.</summary>
    const int MostVirtualParameters = 15;

    public static IEnumerable<Refusal> Refusals(IMethodSymbol method, MethodDeclarationSyntax syntax, bool step)
    {
        for (var parent = syntax.Parent as TypeDeclarationSyntax; parent is not null; parent = parent.Parent as TypeDeclarationSyntax)
        {
            // An extension block is a type declaration too, of a kind that older compilers have no name for; it cannot be partial.
            if (parent is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax
                && !parent.Modifiers.Any(SyntaxKind.PartialKeyword))
                yield return new(Rules.NotPartial, parent.Identifier.GetLocation(), parent.Identifier.Text, method.Name);
        }
        if (TypeReason(method) is { } typeReason)
            yield return Refusal(typeReason);
        else if (ShapeReason(method, syntax, step) is { } shape)
            yield return Refusal(shape);
        else if (GenericReason(method) is { } generic)
            yield return Refusal(generic);
        else if (ParameterReason(method) is { } parameter)
            yield return Refusal(parameter);
        else if (!step && ResultReason(method, syntax) is { } result)
            yield return Refusal(result);

        Refusal Refusal(string reason) => new(step ? Rules.NotAStep : Rules.NotAFragment, syntax.Identifier.GetLocation(), method.Name, reason);
    }

    static string? TypeReason(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
            return "it stands in an extension block, and the compiler does not say where its body is";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
                return "its type is local to its file";
            if (!method.IsAbstract && outer.TypeParameters.Any(static p => p.Variance != VarianceKind.None))
                return "its type is a variant interface, which holds no classes";
        }
        HomeFinder.FindForRegistration(method, out _, out var problem);
        if (problem is not null)
            return $"it cannot be named where it would be registered ({problem})";
        if (type.IsRefLikeType && !method.IsStatic)
            return "its type is a ref struct, which lives on the stack";
        if (type.TypeKind == TypeKind.Struct && !method.IsStatic && !method.IsReadOnly)
            return "an instance method of a struct that may change it would change a copy after it is resumed (mark it readonly if it does not)";
        return type.GetMembers("Fragments").Any(static m => m is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsStatic: true })
            ? "its type has a member of its own called 'Fragments', which is where the entry would stand"
            : null;
    }

    static string? ShapeReason(IMethodSymbol method, MethodDeclarationSyntax syntax, bool step)
    {
        var isVirtual = method.IsAbstract || method.IsVirtual || method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty;
        if (isVirtual && (step || method.IsStatic))
            return "it is virtual or implements an interface explicitly" + (method.IsStatic ? ", and static" : "");
        if (isVirtual && method.Parameters.Length > MostVirtualParameters)
            return $"it is virtual and has more than {MostVirtualParameters} parameters";
        if (method.ContainingType.TypeKind == TypeKind.Interface && !method.ExplicitInterfaceImplementations.IsEmpty)
            return "it implements one interface's method in another";
        if (method.IsExtern)
            return "it is extern";
        if (syntax.Body is null && syntax.ExpressionBody is null && !method.IsAbstract)
            return "it has no body";
        if (syntax.Modifiers.Any(SyntaxKind.UnsafeKeyword) || method.Parameters.Select(static p => p.Type).Append(method.ReturnType).Any(IsPointer))
            return "it is unsafe";
        if (!step && IsIterator(syntax))
            return "it is an iterator";
        foreach (var attribute in method.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case "System.Diagnostics.ConditionalAttribute":
                    return "it is conditional: the compiler may leave its calls out";
                case "System.Runtime.CompilerServices.MethodImplAttribute" when IsSynchronized(attribute):
                    return "it is synchronized: it could stop while it holds the lock";
                case "System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute":
                    return "only native code calls it";
                default:
                    break;
            }
        }
        return null;
    }

    static string? GenericReason(IMethodSymbol method)
    {
        var parameters = TypeArguments.ParametersOf(method.ContainingType).Concat(method.TypeParameters).ToList();
        if (parameters.Find(static p => p.AllowsRefLikeType) is { } loose)
            return $"its type parameter '{loose.Name}' may be a ref struct";
        if (parameters.GroupBy(static p => p.Name).FirstOrDefault(static g => g.Count() > 1) is { } hidden)
            return $"its type parameter '{hidden.Key}' hides one of its type";
        return method.TypeParameters.FirstOrDefault(static p => VariableTable.IsFrameMember(p.Name)) is { } taken
            ? $"its type parameter '{taken.Name}' bears a name that frames use"
            : null;
    }

    static string? ParameterReason(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                return $"its parameter '{parameter.Name}' is passed by reference";
            if (parameter.IsOptional && !parameter.HasExplicitDefaultValue || parameter.HasExplicitDefaultValue && DefaultValues.Of(parameter) is null)
                return $"its parameter '{parameter.Name}' is optional by an attribute";
            if (parameter.Type.GetAttributes().Any(static a => a.AttributeClass?.Name == "InterpolatedStringHandlerAttribute"))
                return $"its parameter '{parameter.Name}' handles interpolated strings";
            if (parameter.GetAttributes().Any(static a => a.AttributeClass?.Name == "CallerArgumentExpressionAttribute"))
                return $"its parameter '{parameter.Name}' takes the text of an argument from the compiler";
        }
        if (method.PartialDefinitionPart is { } definition && !definition.Parameters.Select(static p => p.Name).SequenceEqual(method.Parameters.Select(static p => p.Name)))
            return "its two parts name their parameters differently";
        return null;
    }

    static string? ResultReason(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return "it returns by reference";
        if (TaskTypes.IsTask(method.ReturnType) && !method.IsAsync && !method.IsAbstract)
            return "it returns a task but is not async";
        if (method.IsAsync && method.ReturnsVoid)
            return "it is async void";
        return method.IsAsync && !TaskTypes.IsTask(method.ReturnType) ? "an async fragment function returns Task or ValueTask" : null;
    }

    static bool IsPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => IsPointer(array.ElementType),
        _ => false,
    };

    static bool IsIterator(MethodDeclarationSyntax syntax) =>
        syntax.Body is { } body && body.DescendantNodes(static n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).Any(static n => n is YieldStatementSyntax);

    static bool IsSynchronized(AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault().Value is { } value && (Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) & 0x20) != 0;
}

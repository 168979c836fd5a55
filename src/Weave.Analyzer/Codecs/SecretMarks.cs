using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>Members that bear <c>[Secret]</c>. In contracts their type has an exclamation mark before it.</summary>
static class SecretMarks
{
    /// <summary>What stands before the type of a member in a contract.</summary>
    public static string Of(bool isSecret) => isSecret ? "!" : "";

    /// <summary>What stands before the type of a parameter in a contract.</summary>
    public static string Of(IParameterSymbol parameter) => Of(Bears(parameter));

    /// <summary>True for a field that is marked itself, or by its property, or by the parameter that it or the property stands for.</summary>
    public static bool Bears(IFieldSymbol field, string label) =>
        Bears(field) || (field.AssociatedSymbol is { } property && Bears(property))
        || field.ContainingType.InstanceConstructors.Any(made => made.Parameters.Any(parameter => parameter.Name == label && IsPrimary(made) && Bears(parameter)));

    static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static place => place.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);

    static bool Bears(ISymbol symbol) => symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.SecretAttribute);
}

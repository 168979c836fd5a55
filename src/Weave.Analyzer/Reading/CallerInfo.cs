using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Weave.Analyzer.Reading;

/// <summary>What the compiler passes for caller information. A copied call stands in another method, line and file, so it says by name what the original would have passed.</summary>
static class CallerInfo
{
    /// <summary>The arguments that a call, creation or element access leaves to the compiler.</summary>
    public static IReadOnlyList<ArgumentSyntax> Of(ExpressionSyntax call, SemanticModel semantics, CancellationToken cancel)
    {
        if (semantics.GetSymbolInfo(call, cancel).Symbol is not { } called || !Parameters(called).Any(IsCallerInfo) || semantics.GetOperation(call, cancel) is not { } operation)
            return [];
        return [.. Arguments(operation).Where(IsLeft).Select(static a => SyntaxFactory.Argument(
            SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(Support.Identifiers.Escape(a.Parameter!.Name))).WithTrailingTrivia(SyntaxFactory.Space),
            default, SyntaxFactory.ParseExpression(Literal(a.Value))))];
    }

    /// <summary>True for an argument that the compiler fills with caller information.</summary>
    public static bool IsLeft(IArgumentOperation argument) => argument is { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter } && IsCallerInfo(parameter);

    /// <summary>True if the call is written as one, so that an argument can be added to it.</summary>
    public static bool IsWritten(IArgumentOperation argument) => argument.Parent?.Syntax is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax
        && argument.Parent is not IInvocationOperation { IsImplicit: true };

    static IEnumerable<IArgumentOperation> Arguments(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        IPropertyReferenceOperation property => property.Arguments,
        IConversionOperation { IsImplicit: true } conversion => Arguments(conversion.Operand),
        _ => [],
    };

    static IEnumerable<IParameterSymbol> Parameters(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        _ => [],
    };

    static string Literal(IOperation value) => value is IConversionOperation conversion
        ? Literal(conversion.Operand)
        : value.ConstantValue.Value switch
        {
            null => "null",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            var other => SymbolDisplay.FormatPrimitive(other, quoteStrings: true, useHexadecimalNumbers: false)!,
        };

    static bool IsCallerInfo(IParameterSymbol parameter) => parameter.GetAttributes().Any(static a =>
        a.AttributeClass is { Name: "CallerMemberNameAttribute" or "CallerLineNumberAttribute" or "CallerFilePathAttribute" or "CallerArgumentExpressionAttribute" });
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Analyzer.Codecs;

namespace Weave.Analyzer.Reading;

/// <summary>Default values of parameters as constants that mean the same anywhere: the names in their source need not be in scope beside an entry.</summary>
static class DefaultValues
{
    /// <summary>The value as code writes it; null if there is none, or no way to write it.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : parameter.Type;
        var literal = Literal(parameter.ExplicitDefaultValue);
        return type.TypeKind == TypeKind.Enum && parameter.ExplicitDefaultValue is not null ? $"({TypeNames.Of(type)})({literal})" : literal;
    }

    static string? Literal(object? value) => value switch
    {
        null => "default",
        bool truth => truth ? "true" : "false",
        double number when double.IsNaN(number) => "double.NaN",
        double number when double.IsInfinity(number) => number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
        float number when float.IsNaN(number) => "float.NaN",
        float number when float.IsInfinity(number) => number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        char or string => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        sbyte or byte or short or ushort or int => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}

using System.Text;
using Microsoft.CodeAnalysis;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>How types are spelled: in generated code, in schemas, in messages. Independent of culture and of the usings around.</summary>
static class TypeNames
{
    const int LongestDisplay = 120;

    static readonly SymbolDisplayFormat codeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    static readonly SymbolDisplayFormat keyFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>C# text that means the type anywhere in the compilation, with nullable annotations: <c>global::Shop.Order?</c>.</summary>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(codeFormat);

    /// <summary>C# text that is the same for all spellings of one run-time type: no nullable annotations, no tuple names.</summary>
    public static string Key(ITypeSymbol type) => type.ToDisplayString(keyFormat);

    /// <summary>The definition as <c>typeof</c> names it: <c>global::Shop.Box&lt;&gt;.Inner&lt;,&gt;</c>.</summary>
    public static string Unbound(INamedTypeSymbol type)
    {
        var before = type.ContainingType is { } outer ? Unbound(outer) + "."
            : type.ContainingNamespace.IsGlobalNamespace ? "global::"
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".";
        return before + Identifiers.Escape(type.Name) + (type.Arity == 0 ? "" : $"<{new string(',', type.Arity - 1)}>");
    }

    /// <summary>The short name used in messages: <c>FileStream</c>, <c>List&lt;Order&gt;</c>.</summary>
    public static string Display(ITypeSymbol type)
    {
        var text = type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return text.Length <= LongestDisplay ? text : text.Substring(0, LongestDisplay) + "...";
    }

    /// <summary>The stable name in schemas, spelled as the runtime does: <c>int</c>, <c>Shop.Order</c>, <c>System.Collections.Generic.List&lt;Shop.Order&gt;</c>, <c>(int,string)</c>.</summary>
    public static string Schema(ITypeSymbol type)
    {
        var text = new StringBuilder();
        AppendSchema(text, type);
        return text.ToString();
    }

    /// <summary>A C# identifier made of a schema name; different names give different identifiers.</summary>
    public static string Identifier(string schema)
    {
        var text = new StringBuilder(schema.Length + 16);
        var exact = true;
        for (var i = 0; i < schema.Length; i++)
        {
            var c = schema[i];
            if (c == '.')
            {
                text.Append('_');
            }
            else if (c == '_')
            {
                // Doubled inside a name, so that a dot stays distinct from it.
                exact &= i > 0 && i < schema.Length - 1 && schema[i - 1] != '.' && schema[i + 1] != '.';
                text.Append("__");
            }
            else if (char.IsLetterOrDigit(c))
            {
                text.Append(c);
            }
            else
            {
                exact = false;
                if (text.Length > 0 && text[text.Length - 1] != '_')
                    text.Append('_');
            }
        }

        if (exact)
            return text.ToString();
        if (text[text.Length - 1] != '_')
            text.Append('_');
        return text.Append(StableHash.Of(schema)).ToString();
    }

    static void AppendSchema(StringBuilder text, ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                // C# writes the outer ranks first: int[][,] is an array of int[,].
                ITypeSymbol element = array;
                while (element is IArrayTypeSymbol inner)
                    element = inner.ElementType;
                AppendSchema(text, element);
                for (ITypeSymbol part = array; part is IArrayTypeSymbol rank; part = rank.ElementType)
                    text.Append('[').Append(',', rank.Rank - 1).Append(']');
                break;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                AppendSchema(text, nullable.TypeArguments[0]);
                text.Append('?');
                break;
            case INamedTypeSymbol { IsTupleType: true } tuple:
                AppendList(text, '(', tuple.TupleElements.Select(static element => element.Type), ')');
                break;
            case ITypeParameterSymbol parameter:
                text.Append(parameter.Name);
                break;
            case INamedTypeSymbol named when named.SpecialType == SpecialType.None || named.Arity > 0:
                AppendNamed(text, named);
                break;
            default:
                text.Append(type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
                break;
        }
    }

    static void AppendNamed(StringBuilder text, INamedTypeSymbol type)
    {
        var arguments = type.TypeArguments;
        if (type.ContainingType is { } outer)
        {
            AppendNamed(text, outer);
            text.Append('.');
        }
        else if (!type.ContainingNamespace.IsGlobalNamespace)
        {
            text.Append(type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)).Append('.');
        }

        text.Append(type.Name);
        if (arguments.Length > 0)
            AppendList(text, '<', arguments, '>');
    }

    static void AppendList(StringBuilder text, char open, IEnumerable<ITypeSymbol> types, char close)
    {
        var separator = open;
        foreach (var type in types)
        {
            text.Append(separator);
            AppendSchema(text, type);
            separator = ',';
        }

        text.Append(close);
    }
}

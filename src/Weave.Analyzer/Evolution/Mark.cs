using Microsoft.CodeAnalysis;
using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Evolution;

/// <summary>One attribute about older code, where it stands.</summary>
sealed class Mark(ISymbol symbol, AttributeData data)
{
    static readonly char[] separators = ['|', ';', ':', '\n', '\r'];

    /// <summary>What bears it.</summary>
    public ISymbol Symbol => symbol;

    /// <summary>Its first text.</summary>
    public string First => Text(0) ?? "";

    /// <summary>Its second text, if it has one.</summary>
    public string? Second => data.ConstructorArguments.Length > 1 ? Text(1) ?? "" : null;

    /// <summary>The function that a migration is for; null if it is for a type.</summary>
    public string? Of => data.NamedArguments.FirstOrDefault(static a => a.Key == "Of").Value.Value as string;

    /// <summary>True if a text can be a name: contracts are lines, and know these characters as their own.</summary>
    public static bool IsName(string text) => text.Trim().Length > 0 && text.IndexOfAny(separators) < 0;

    /// <summary>The attributes of one kind on a symbol.</summary>
    public static IEnumerable<Mark> On(ISymbol symbol, string attribute)
    {
        var name = attribute.Substring(attribute.LastIndexOf('.') + 1);
        foreach (var data in symbol.GetAttributes())
        {
            // By name first: to spell out every attribute of a large compilation takes its time.
            if (data.AttributeClass is { } type && type.Name == name && type.ToDisplayString() == attribute)
                yield return new Mark(symbol, data);
        }
    }

    /// <summary>Says why it says nothing.</summary>
    public Refusal Refuse(DiagnosticDescriptor rule, string why)
    {
        var syntax = data.ApplicationSyntaxReference;
        var place = syntax is null ? symbol.Locations[0] : Location.Create(syntax.SyntaxTree, syntax.Span);
        return new(rule, place, data.AttributeClass!.Name.Replace("Attribute", ""), symbol.Name, why);
    }

    string? Text(int index) => data.ConstructorArguments.Length > index ? data.ConstructorArguments[index].Value as string : null;
}

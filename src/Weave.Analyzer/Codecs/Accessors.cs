using System.Text;
using Microsoft.CodeAnalysis;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>How generated code gets at fields: by name where C# allows it, else by an accessor method.</summary>
static class Accessors
{
    /// <summary>The models of the fields, with a distinct accessor name for each that needs one.</summary>
    public static IEnumerable<FieldModel> Name(IEnumerable<SourceField> fields)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var member = field.Symbol is { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal } symbol && !IsObsolete(symbol)
                ? Identifiers.Escape(symbol.Name)
                : "";
            var accessor = member.Length > 0 && !field.IsReadOnly ? "" : Distinct(field.Label, taken);
            yield return new FieldModel(field.Label, field.MetadataName, TypeNames.Key(field.Type), accessor, member);
        }
    }

    static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");

    /// <summary>No keyword, no parameter and no other member of the class ends in <c>Of</c>.</summary>
    static string Distinct(string label, HashSet<string> taken)
    {
        var name = new StringBuilder();
        foreach (var c in label)
            name.Append(char.IsLetterOrDigit(c) ? c : '_');
        name.Append("Of");
        while (!taken.Add(name.ToString()))
            name.Insert(0, '_');
        return name.ToString();
    }
}

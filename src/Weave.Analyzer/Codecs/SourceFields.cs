using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>The instance state of a source type: all that the compiler will lay out for it, written by the user or not.</summary>
static class SourceFields
{
    /// <summary>The state that <paramref name="type"/> declares itself, base classes apart, in declaration order.</summary>
    public static IEnumerable<SourceField> Of(INamedTypeSymbol type) => type.GetMembers()
        .Where(static member => !member.IsStatic)
        .Select(static member => (Member: member, Field: Field(member)))
        .Where(static pair => pair.Field is not null)
        .OrderBy(static pair => Place(pair.Member).Path, StringComparer.Ordinal)
        .ThenBy(static pair => Place(pair.Member).Start)
        .Select(static pair => pair.Field!.Value);

    static SourceField? Field(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: true } => null,
        IFieldSymbol field => new SourceField(Label(field), field.MetadataName, field.Type, field.CanBeReferencedByName ? field : null, field.IsReadOnly) { IsSecret = SecretMarks.Bears(field.OriginalDefinition, Label(field)) },

        // The delegate behind a field-like event is not in the member list.
        IEventSymbol { IsAbstract: false, AddMethod.IsImplicitlyDeclared: true } source => new SourceField(source.Name, source.Name, source.Type, Symbol: null, IsReadOnly: false),
        _ => null,
    };

    /// <summary>The name in source. The field of a parameter that members of the type use is called <c>&lt;parameter&gt;P</c>; that of an auto-property knows its property.</summary>
    static string Label(IFieldSymbol field) =>
        field.AssociatedSymbol is null && field.Name is { Length: > 3 } name && name[0] == '<' && name.EndsWith(">P", StringComparison.Ordinal)
            ? name.Substring(1, name.Length - 3)
            : (field.AssociatedSymbol ?? field).Name;

    static (string Path, int Start) Place(ISymbol member)
    {
        var location = ((member as IFieldSymbol)?.AssociatedSymbol ?? member).Locations.FirstOrDefault();
        return (location?.SourceTree?.FilePath ?? "", location?.SourceSpan.Start ?? 0);
    }
}

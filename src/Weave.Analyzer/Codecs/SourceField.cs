using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>One piece of state that a source type declares.</summary>
/// <param name="Label">Its name in source: that of the field, the auto-property, the event or the captured parameter.</param>
/// <param name="MetadataName">The name of the field in metadata.</param>
/// <param name="Type">Its type, with the type arguments filled in.</param>
/// <param name="Symbol">The field, if it can be named in C#.</param>
/// <param name="IsReadOnly">True if it cannot be assigned after construction.</param>
readonly record struct SourceField(string Label, string MetadataName, ITypeSymbol Type, IFieldSymbol? Symbol, bool IsReadOnly)
{
    /// <summary>True if it is marked as a secret.</summary>
    public bool IsSecret { get; init; }
}

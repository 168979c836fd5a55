namespace Weave.Analyzer.Codecs;

/// <summary>One instance field.</summary>
/// <param name="Label">Its name in source: that of the field, the auto-property or the captured parameter.</param>
/// <param name="MetadataName">Its name in metadata.</param>
/// <param name="TypeName">Its type, as C# text.</param>
/// <param name="Accessor">The name of the accessor method; empty if the field can be read and assigned by name.</param>
/// <param name="Member">The name to read it by; empty if only the accessor can.</param>
sealed record FieldModel(string Label, string MetadataName, string TypeName, string Accessor, string Member);

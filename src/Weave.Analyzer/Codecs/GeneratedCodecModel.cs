using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>A codec class for one closed type of the user's source.</summary>
/// <param name="File">The source type it belongs to; all code for one type shares a file.</param>
/// <param name="Name">The name of the class.</param>
/// <param name="TypeParameters">Of a codec for every construction of a generic type: for example <c>&lt;T, U&gt;</c>; else empty.</param>
/// <param name="Constraints">The constraint clauses of the type parameters.</param>
/// <param name="TypeName">The type, as C# text.</param>
/// <param name="Display">The type, for a reader.</param>
/// <param name="Schema">Canonical text of the type and its layout; where there are type parameters, the content of an interpolated string.</param>
/// <param name="IsStruct">True if values are written in place and not as objects.</param>
/// <param name="Immutable">True if neither an object nor anything it reaches can change.</param>
/// <param name="FieldSets">The closed names of the <see cref="FieldSetModel"/> classes, the outermost base class first.</param>
sealed record GeneratedCodecModel(
    string File,
    string Name,
    string TypeParameters,
    EquatableArray<string> Constraints,
    string TypeName,
    string Display,
    string Schema,
    bool IsStruct,
    bool Immutable,
    EquatableArray<string> FieldSets);

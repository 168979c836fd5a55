using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>
/// The instance fields that one source type declares itself: a class with accessors, Write and Read. The codecs of the type, of its
/// constructions and of the classes derived from it share it. It has the type's own type parameters, in order: what UnsafeAccessor needs to find a field of a generic type.
/// </summary>
/// <param name="Key">The type definition.</param>
/// <param name="File">The source type it belongs to; all code for one type shares a file.</param>
/// <param name="Home">The type inside which the class has to stand; null for the namespace of generated code.</param>
/// <param name="IsPrivate">True if the class may be seen only inside its home.</param>
/// <param name="Name">The name of the class, without type parameters.</param>
/// <param name="TypeParameters">For example <c>&lt;T, U&gt;</c>; empty if the type is not generic.</param>
/// <param name="Constraints">The constraint clauses of the type parameters, one a line.</param>
/// <param name="TypeName">The type, as C# text.</param>
/// <param name="Display">The type, for a reader.</param>
/// <param name="IsStruct">True if the value is passed by reference.</param>
/// <param name="Fields">The fields, in declaration order.</param>
sealed record FieldSetModel(
    string Key,
    string File,
    HomeModel? Home,
    bool IsPrivate,
    string Name,
    string TypeParameters,
    EquatableArray<string> Constraints,
    string TypeName,
    string Display,
    bool IsStruct,
    EquatableArray<FieldModel> Fields);

using System.ComponentModel;

namespace Weave.State;

/// <summary>For codecs of generic types, whose schemas depend on the type arguments.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SchemaText
{
    /// <summary>The name of a type in schemas.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public static string Of<T>() => TypeName.Of(typeof(T));
}

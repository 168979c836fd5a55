namespace Weave.Contracts;

/// <summary>How values of a type travel.</summary>
public enum TypeKind
{
    /// <summary>The layout is the runtime's own: a collection, a date.</summary>
    Known,

    /// <summary>Objects, as records of their own.</summary>
    Class,

    /// <summary>Values, inside what holds them.</summary>
    Struct,

    /// <summary>Integers.</summary>
    Enum,

    /// <summary>As a codec of the user's writes them: its bytes are its own matter.</summary>
    Custom,
}

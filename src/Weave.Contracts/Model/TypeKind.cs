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
}

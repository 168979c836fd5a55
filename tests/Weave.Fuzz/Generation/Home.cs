namespace Weave.Fuzz.Generation;

/// <summary>The type a method belongs to.</summary>
enum Home
{
    /// <summary>Static methods.</summary>
    Program,

    /// <summary>A class with state.</summary>
    Machine,

    /// <summary>A family of classes behind an interface: virtual, abstract and overriding methods.</summary>
    Shape,

    /// <summary>A readonly struct.</summary>
    Gauge,

    /// <summary>Extension methods.</summary>
    Extensions,

    /// <summary>A generic class.</summary>
    Box,
}

namespace Weave.Testing;

/// <summary>When a <see cref="Regime"/> stops a call.</summary>
public enum RegimeKind
{
    /// <summary>Never, but at required waits.</summary>
    None,

    /// <summary>At each cut its first eight hits, then hits at powers of two.</summary>
    Every,

    /// <summary>At each hit of each cut.</summary>
    Exhaustive,

    /// <summary>At random hits.</summary>
    Random,

    /// <summary>At one hit of one cut.</summary>
    Cut,

    /// <summary>At one capture of the call.</summary>
    Capture,
}

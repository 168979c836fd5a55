namespace Weave;

/// <summary>What is wrong with a store file.</summary>
public enum StoreFault
{
    /// <summary>Its content breaks the format: a page, a row or a table is not what it should be.</summary>
    Damaged = 0,

    /// <summary>It is no Weave store: no SQLite file, or one of another program.</summary>
    Foreign = 1,

    /// <summary>A part of the file is missing at its end.</summary>
    Truncated = 2,

    /// <summary>A newer version of Weave wrote it.</summary>
    NewerVersion = 3,
}

namespace Weave;

/// <summary>What a fragment function needs of a host.</summary>
[Flags]
public enum Capability
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>256-bit vector instructions.</summary>
    Avx2 = 1,

    /// <summary>512-bit vector instructions.</summary>
    Avx512 = 2,

    /// <summary>A graphics processor.</summary>
    Gpu = 4,

    /// <summary>AES instructions.</summary>
    Aes = 8,

    /// <summary>The 128-bit vector instructions of ARM.</summary>
    AdvSimd = 16,

    /// <summary>The scalable vector instructions of ARM.</summary>
    Sve = 32,
}

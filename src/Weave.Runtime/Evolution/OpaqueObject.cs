namespace Weave.Evolution;

/// <summary>An object whose type this code cannot make: it is kept because something that is kept refers to it. No code ever gets to see it.</summary>
sealed class OpaqueObject(OpaqueCodec codec)
{
    /// <summary>Writes it back.</summary>
    public OpaqueCodec Codec => codec;

    /// <summary>Its values, as they were.</summary>
    public ReadOnlyMemory<byte> Items { get; set; }

    /// <summary>Schemas of the structs and enums inside them.</summary>
    public IReadOnlyCollection<string> Layouts { get; set; } = [];

    /// <summary>The objects they refer to.</summary>
    public IReadOnlyList<(int Start, int Length, object Target)> References { get; set; } = [];
}

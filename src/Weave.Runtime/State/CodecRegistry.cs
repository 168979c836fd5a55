using System.ComponentModel;

namespace Weave.State;

/// <summary>The codecs of this process: the built-in ones, and those that generated code adds for the types its contracts reach.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CodecRegistry
{
    /// <summary>Adds a codec. Adding a second codec for the same type changes nothing, so modules may overlap.</summary>
    public static void Add(Codec codec) => throw new NotImplementedException();

    /// <summary>True if a codec for <paramref name="type"/> is there.</summary>
    public static bool Knows(Type type) => throw new NotImplementedException();
}

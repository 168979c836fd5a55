using System.ComponentModel;

namespace Weave.State;

/// <summary>How values of <typeparamref name="T"/> travel in value position: inline for value types and strings, by object id for everything else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec<T> : Codec
{
    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    /// <summary>Writes one value.</summary>
    public abstract void Write(StateWriter writer, T value);

    /// <summary>Reads one value.</summary>
    public abstract T Read(StateReader reader);
}

using System.ComponentModel;

namespace Weave.State;

/// <summary>Gives back the values that a <see cref="StateWriter"/> received, in the same order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateReader
{
    /// <summary>Reads one value of static type <typeparamref name="T"/>.</summary>
    public T Get<T>() => throw new NotImplementedException();

    /// <summary>Reads a reference.</summary>
    public object? GetObject() => throw new NotImplementedException();
}

using System.ComponentModel;

namespace Weave.State;

/// <summary>Receives the values of frames and objects, in MessagePack; objects are written as ids and queued.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateWriter
{
    /// <summary>Writes one value of static type <typeparamref name="T"/>.</summary>
    public void Put<T>(T value) => throw new NotImplementedException();

    /// <summary>Writes a reference: null, or the id of the object, whose record is written once.</summary>
    public void PutObject(object? value) => throw new NotImplementedException();
}

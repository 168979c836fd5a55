using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.State;

/// <summary>How objects of the reference type <typeparamref name="T"/> travel: as a record of their own, keyed by a strand-stable id, so that aliasing and cycles survive.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ObjectCodec<T> : Codec<T>
    where T : class
{
    /// <summary>True if no object of this type, nor anything reachable from it, can change after construction.</summary>
    public virtual bool Immutable => false;

    /// <summary>True if the body must be read after all other objects (hashing collections: their keys must be whole before they are hashed).</summary>
    public virtual bool Late => false;

    internal sealed override bool IsImmutable => Immutable;

    internal sealed override bool IsLate => Late;

    /// <inheritdoc/>
    public sealed override void Write(StateWriter writer, T value) => writer.PutObject(value);

    /// <inheritdoc/>
    public sealed override T Read(StateReader reader) => reader.Get<T>();

    /// <summary>Writes what <see cref="Allocate"/> and <see cref="ReadBody"/> read. Other objects in it are written as ids: there is no recursion.</summary>
    /// <param name="writer">Receives the body.</param>
    /// <param name="value">The object.</param>
    public abstract void WriteBody(StateWriter writer, T value);

    /// <summary>Makes the empty object from the start of its body (an array needs its length). Read no other object here unless its type can neither be deep nor cyclic.</summary>
    /// <param name="reader">Gives the start of the body.</param>
    public abstract T Allocate(StateReader reader);

    /// <summary>Fills the object from the rest of its body. Objects it refers to exist by now, but need not be filled yet.</summary>
    /// <param name="reader">Gives the rest of the body.</param>
    /// <param name="value">The object that <see cref="Allocate"/> made.</param>
    public abstract void ReadBody(StateReader reader, T value);

    internal sealed override void WriteRecord(StateWriter writer, object value) => WriteBody(writer, Unsafe.As<T>(value));

    internal sealed override object AllocateRecord(StateReader reader) => Allocate(reader);

    internal sealed override void FillRecord(StateReader reader, object value) => ReadBody(reader, Unsafe.As<T>(value));
}

using Weave.State;

namespace Weave;

/// <summary>
/// How objects of a class travel that is not of your source: derive from this and name the class in <c>[assembly: StateCodec(typeof(T), typeof(TheCodec))]</c>. Each object is written once, however
/// many refer to it, and comes back as one. One instance of the codec serves all threads.
/// </summary>
/// <remarks>
/// An object is made before what it refers to is whole, because that may lead back to it. So it is written in two parts: first the values that it is made from, which may be anything but
/// objects (a string is a value; an object there is refused when it is written, not when it is read), then, if there are any, the objects that it is given afterwards. A codec that does not read back
/// exactly the values that it has written is refused the first time it writes.
/// </remarks>
/// <example><code>
/// sealed class PhoneNumberCodec : ClassCodec&lt;PhoneNumber&gt;
/// {
///     protected override void WriteValues(StateWriter writer, PhoneNumber value) => writer.Put(value.ToString());
///     protected override PhoneNumber Create(StateReader reader) => PhoneNumber.Parse(reader.Get&lt;string&gt;());
/// }
/// </code></example>
/// <typeparam name="T">The class. Objects of classes that derive from it need codecs of their own.</typeparam>
public abstract class ClassCodec<T> : ObjectCodec<T>
    where T : class
{
    bool tried;

    /// <inheritdoc/>
    public sealed override string Schema => CustomSchema.Of<T>(Version);

    /// <inheritdoc/>
    public sealed override bool Immutable => false;

    /// <inheritdoc/>
    public sealed override bool Late => false;

    /// <summary>Which bytes this codec makes. Raise it when they change: a checkpoint with others is then refused, and not misread.</summary>
    protected virtual int Version => 1;

    /// <summary>Writes the values that an object is made from: numbers, strings, dates, structs of them.</summary>
    /// <param name="writer">Receives the values.</param>
    /// <param name="value">The object.</param>
    protected abstract void WriteValues(StateWriter writer, T value);

    /// <summary>Makes an object from the values that <see cref="WriteValues"/> has written, in the same order.</summary>
    /// <param name="reader">Gives the values.</param>
    protected abstract T Create(StateReader reader);

    /// <summary>Writes the objects that an object refers to. By default there are none.</summary>
    /// <param name="writer">Receives the objects.</param>
    /// <param name="value">The object.</param>
    protected virtual void WriteObjects(StateWriter writer, T value)
    {
    }

    /// <summary>Gives an object the objects that <see cref="WriteObjects"/> has written, in the same order. They need not be whole yet: keep them, and do not look into them.</summary>
    /// <param name="reader">Gives the objects.</param>
    /// <param name="value">The object that <see cref="Create"/> has made.</param>
    protected virtual void ReadObjects(StateReader reader, T value)
    {
    }

    /// <inheritdoc/>
    public sealed override void WriteBody(StateWriter writer, T value)
    {
        var start = writer.BeginValues(typeof(T));
        try
        {
            WriteValues(writer, value);
        }
        finally
        {
            writer.EndValues();
        }

        if (!tried)
            Try(writer.Since(start).ToArray());
        WriteObjects(writer, value);
    }

    /// <inheritdoc/>
    public sealed override T Allocate(StateReader reader) => Create(reader) ?? throw reader.Corrupt($"the codec of '{typeof(T)}' made nothing");

    /// <inheritdoc/>
    public sealed override void ReadBody(StateReader reader, T value) => ReadObjects(reader, value);

    void Try(byte[] values)
    {
        var reader = new StateReader(run: null);
        reader.MoveTo(values, 0, values.Length);
        try
        {
            Create(reader);
            reader.ExpectEnd("what was written");
        }
        catch (CorruptStateException error)
        {
            throw new InvalidOperationException($"{GetType().Name} does not read the values that it writes of '{typeof(T)}': {error.Message}", error);
        }

        tried = true;
    }
}

using Weave.State;

namespace Weave;

/// <summary>
/// How values of a struct travel that is not of your source: derive from this and name the class in <c>[assembly: StateCodec(typeof(T), typeof(TheCodec))]</c>. One instance serves all threads.
/// </summary>
/// <example><code>
/// sealed class LocalDateCodec : ValueCodec&lt;LocalDate&gt;
/// {
///     protected override void WriteValue(StateWriter writer, LocalDate value) => writer.Put(value.DayNumber);
///     protected override LocalDate ReadValue(StateReader reader) => LocalDate.FromDayNumber(reader.Get&lt;int&gt;());
/// }
/// </code></example>
/// <typeparam name="T">The struct.</typeparam>
public abstract class ValueCodec<T> : Codec<T>
    where T : struct
{
    /// <inheritdoc/>
    public sealed override string Schema => CustomSchema.Of<T>(Version);

    /// <summary>Which bytes <see cref="WriteValue"/> makes. Raise it when they change: a checkpoint with others is then refused, and not misread.</summary>
    protected virtual int Version => 1;

    /// <summary>Writes one value.</summary>
    /// <param name="writer">Receives what <see cref="ReadValue"/> will read.</param>
    /// <param name="value">The value.</param>
    protected abstract void WriteValue(StateWriter writer, T value);

    /// <summary>Reads one value.</summary>
    /// <param name="reader">Gives what <see cref="WriteValue"/> has written.</param>
    protected abstract T ReadValue(StateReader reader);

    /// <inheritdoc/>
    public sealed override void Write(StateWriter writer, T value)
    {
        // A head says how many items there are, so that who has not this codec still finds what stands behind.
        var head = writer.BeginItems();
        WriteValue(writer, value);
        writer.EndItems(head);
    }

    /// <inheritdoc/>
    public sealed override T Read(StateReader reader)
    {
        reader.SkipItemsHead();
        return ReadValue(reader);
    }
}

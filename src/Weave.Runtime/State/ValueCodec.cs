using Weave.State;

namespace Weave;

/// <summary>
/// How values of a struct travel that is not of your source: derive from this and name the class in <c>[assembly: StateCodec(typeof(T), typeof(TheCodec))]</c>. One instance serves all threads.
/// </summary>
/// <example><code>
/// sealed class LocalDateCodec : ValueCodec&lt;LocalDate&gt;
/// {
///     public override void Write(StateWriter writer, LocalDate value) => writer.Put(value.DayNumber);
///     public override LocalDate Read(StateReader reader) => LocalDate.FromDayNumber(reader.Get&lt;int&gt;());
/// }
/// </code></example>
/// <typeparam name="T">The struct.</typeparam>
public abstract class ValueCodec<T> : Codec<T>
    where T : struct
{
    /// <inheritdoc/>
    public sealed override string Schema => CustomSchema.Of<T>(Version);

    /// <summary>Which bytes <see cref="Codec{T}.Write"/> makes. Raise it when they change: a checkpoint with others is then refused, and not misread.</summary>
    protected virtual int Version => 1;
}

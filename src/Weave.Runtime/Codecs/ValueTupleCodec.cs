#pragma warning disable CS1712, CS1573 // the items of a tuple need no explanation
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Value tuples: their items in order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1> : Codec<ValueTuple<T1>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1> value)
    {
        writer.Put(value.Item1);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1> Read(StateReader reader) => new(reader.Get<T1>());
}

/// <inheritdoc cref="ValueTupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1, T2> : Codec<ValueTuple<T1, T2>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1, T2>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1, T2> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1, T2> Read(StateReader reader) => new(reader.Get<T1>(), reader.Get<T2>());
}

/// <inheritdoc cref="ValueTupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1, T2, T3> : Codec<ValueTuple<T1, T2, T3>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1, T2, T3>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1, T2, T3> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1, T2, T3> Read(StateReader reader) => new(reader.Get<T1>(), reader.Get<T2>(), reader.Get<T3>());
}

/// <inheritdoc cref="ValueTupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1, T2, T3, T4> : Codec<ValueTuple<T1, T2, T3, T4>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1, T2, T3, T4>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1, T2, T3, T4> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1, T2, T3, T4> Read(StateReader reader) => new(reader.Get<T1>(), reader.Get<T2>(), reader.Get<T3>(), reader.Get<T4>());
}

/// <inheritdoc cref="ValueTupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1, T2, T3, T4, T5> : Codec<ValueTuple<T1, T2, T3, T4, T5>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1, T2, T3, T4, T5>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1, T2, T3, T4, T5> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
        writer.Put(value.Item5);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1, T2, T3, T4, T5> Read(StateReader reader) => new(reader.Get<T1>(), reader.Get<T2>(), reader.Get<T3>(), reader.Get<T4>(), reader.Get<T5>());
}

/// <inheritdoc cref="ValueTupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6> : Codec<ValueTuple<T1, T2, T3, T4, T5, T6>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1, T2, T3, T4, T5, T6>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1, T2, T3, T4, T5, T6> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
        writer.Put(value.Item5);
        writer.Put(value.Item6);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1, T2, T3, T4, T5, T6> Read(StateReader reader) => new(reader.Get<T1>(), reader.Get<T2>(), reader.Get<T3>(), reader.Get<T4>(), reader.Get<T5>(), reader.Get<T6>());
}

/// <inheritdoc cref="ValueTupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6, T7> : Codec<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1, T2, T3, T4, T5, T6, T7>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1, T2, T3, T4, T5, T6, T7> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
        writer.Put(value.Item5);
        writer.Put(value.Item6);
        writer.Put(value.Item7);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1, T2, T3, T4, T5, T6, T7> Read(StateReader reader) => new(reader.Get<T1>(), reader.Get<T2>(), reader.Get<T3>(), reader.Get<T4>(), reader.Get<T5>(), reader.Get<T6>(), reader.Get<T7>());
}

/// <inheritdoc cref="ValueTupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6, T7, TRest> : Codec<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>));

    /// <inheritdoc/>
    public override void Write(StateWriter writer, ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
        writer.Put(value.Item5);
        writer.Put(value.Item6);
        writer.Put(value.Item7);
        writer.Put(value.Rest);
    }

    /// <inheritdoc/>
    public override ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> Read(StateReader reader) => new(reader.Get<T1>(), reader.Get<T2>(), reader.Get<T3>(), reader.Get<T4>(), reader.Get<T5>(), reader.Get<T6>(), reader.Get<T7>(), reader.Get<TRest>());
}

#pragma warning disable CS1712, CS1573 // the items of a tuple need no explanation
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Tuples that are objects: their items in order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1> : ObjectCodec<Tuple<T1>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1> value)
    {
        writer.Put(value.Item1);
    }

    /// <inheritdoc/>
    public override Tuple<T1> Allocate(StateReader reader) => new(default!);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1> value)
    {
        Item1(value) = reader.Get<T1>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1> value);
}

/// <inheritdoc cref="TupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1, T2> : ObjectCodec<Tuple<T1, T2>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1, T2>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1, T2> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
    }

    /// <inheritdoc/>
    public override Tuple<T1, T2> Allocate(StateReader reader) => new(default!, default!);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1, T2> value)
    {
        Item1(value) = reader.Get<T1>();
        Item2(value) = reader.Get<T2>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1, T2> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item2")]
    static extern ref T2 Item2(Tuple<T1, T2> value);
}

/// <inheritdoc cref="TupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1, T2, T3> : ObjectCodec<Tuple<T1, T2, T3>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1, T2, T3>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1, T2, T3> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
    }

    /// <inheritdoc/>
    public override Tuple<T1, T2, T3> Allocate(StateReader reader) => new(default!, default!, default!);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1, T2, T3> value)
    {
        Item1(value) = reader.Get<T1>();
        Item2(value) = reader.Get<T2>();
        Item3(value) = reader.Get<T3>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1, T2, T3> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item2")]
    static extern ref T2 Item2(Tuple<T1, T2, T3> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item3")]
    static extern ref T3 Item3(Tuple<T1, T2, T3> value);
}

/// <inheritdoc cref="TupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1, T2, T3, T4> : ObjectCodec<Tuple<T1, T2, T3, T4>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1, T2, T3, T4>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1, T2, T3, T4> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
    }

    /// <inheritdoc/>
    public override Tuple<T1, T2, T3, T4> Allocate(StateReader reader) => new(default!, default!, default!, default!);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1, T2, T3, T4> value)
    {
        Item1(value) = reader.Get<T1>();
        Item2(value) = reader.Get<T2>();
        Item3(value) = reader.Get<T3>();
        Item4(value) = reader.Get<T4>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1, T2, T3, T4> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item2")]
    static extern ref T2 Item2(Tuple<T1, T2, T3, T4> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item3")]
    static extern ref T3 Item3(Tuple<T1, T2, T3, T4> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item4")]
    static extern ref T4 Item4(Tuple<T1, T2, T3, T4> value);
}

/// <inheritdoc cref="TupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1, T2, T3, T4, T5> : ObjectCodec<Tuple<T1, T2, T3, T4, T5>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1, T2, T3, T4, T5>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1, T2, T3, T4, T5> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
        writer.Put(value.Item5);
    }

    /// <inheritdoc/>
    public override Tuple<T1, T2, T3, T4, T5> Allocate(StateReader reader) => new(default!, default!, default!, default!, default!);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1, T2, T3, T4, T5> value)
    {
        Item1(value) = reader.Get<T1>();
        Item2(value) = reader.Get<T2>();
        Item3(value) = reader.Get<T3>();
        Item4(value) = reader.Get<T4>();
        Item5(value) = reader.Get<T5>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1, T2, T3, T4, T5> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item2")]
    static extern ref T2 Item2(Tuple<T1, T2, T3, T4, T5> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item3")]
    static extern ref T3 Item3(Tuple<T1, T2, T3, T4, T5> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item4")]
    static extern ref T4 Item4(Tuple<T1, T2, T3, T4, T5> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item5")]
    static extern ref T5 Item5(Tuple<T1, T2, T3, T4, T5> value);
}

/// <inheritdoc cref="TupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1, T2, T3, T4, T5, T6> : ObjectCodec<Tuple<T1, T2, T3, T4, T5, T6>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1, T2, T3, T4, T5, T6>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1, T2, T3, T4, T5, T6> value)
    {
        writer.Put(value.Item1);
        writer.Put(value.Item2);
        writer.Put(value.Item3);
        writer.Put(value.Item4);
        writer.Put(value.Item5);
        writer.Put(value.Item6);
    }

    /// <inheritdoc/>
    public override Tuple<T1, T2, T3, T4, T5, T6> Allocate(StateReader reader) => new(default!, default!, default!, default!, default!, default!);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1, T2, T3, T4, T5, T6> value)
    {
        Item1(value) = reader.Get<T1>();
        Item2(value) = reader.Get<T2>();
        Item3(value) = reader.Get<T3>();
        Item4(value) = reader.Get<T4>();
        Item5(value) = reader.Get<T5>();
        Item6(value) = reader.Get<T6>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1, T2, T3, T4, T5, T6> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item2")]
    static extern ref T2 Item2(Tuple<T1, T2, T3, T4, T5, T6> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item3")]
    static extern ref T3 Item3(Tuple<T1, T2, T3, T4, T5, T6> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item4")]
    static extern ref T4 Item4(Tuple<T1, T2, T3, T4, T5, T6> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item5")]
    static extern ref T5 Item5(Tuple<T1, T2, T3, T4, T5, T6> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item6")]
    static extern ref T6 Item6(Tuple<T1, T2, T3, T4, T5, T6> value);
}

/// <inheritdoc cref="TupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7> : ObjectCodec<Tuple<T1, T2, T3, T4, T5, T6, T7>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1, T2, T3, T4, T5, T6, T7>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1, T2, T3, T4, T5, T6, T7> value)
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
    public override Tuple<T1, T2, T3, T4, T5, T6, T7> Allocate(StateReader reader) => new(default!, default!, default!, default!, default!, default!, default!);

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1, T2, T3, T4, T5, T6, T7> value)
    {
        Item1(value) = reader.Get<T1>();
        Item2(value) = reader.Get<T2>();
        Item3(value) = reader.Get<T3>();
        Item4(value) = reader.Get<T4>();
        Item5(value) = reader.Get<T5>();
        Item6(value) = reader.Get<T6>();
        Item7(value) = reader.Get<T7>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1, T2, T3, T4, T5, T6, T7> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item2")]
    static extern ref T2 Item2(Tuple<T1, T2, T3, T4, T5, T6, T7> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item3")]
    static extern ref T3 Item3(Tuple<T1, T2, T3, T4, T5, T6, T7> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item4")]
    static extern ref T4 Item4(Tuple<T1, T2, T3, T4, T5, T6, T7> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item5")]
    static extern ref T5 Item5(Tuple<T1, T2, T3, T4, T5, T6, T7> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item6")]
    static extern ref T6 Item6(Tuple<T1, T2, T3, T4, T5, T6, T7> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item7")]
    static extern ref T7 Item7(Tuple<T1, T2, T3, T4, T5, T6, T7> value);
}

/// <inheritdoc cref="TupleCodec{T1}"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7, TRest> : ObjectCodec<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : notnull
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
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
    public override Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> Allocate(StateReader reader) => (Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>)RuntimeHelpers.GetUninitializedObject(typeof(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
    {
        Item1(value) = reader.Get<T1>();
        Item2(value) = reader.Get<T2>();
        Item3(value) = reader.Get<T3>();
        Item4(value) = reader.Get<T4>();
        Item5(value) = reader.Get<T5>();
        Item6(value) = reader.Get<T6>();
        Item7(value) = reader.Get<T7>();
        Rest(value) = reader.Get<TRest>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item1")]
    static extern ref T1 Item1(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item2")]
    static extern ref T2 Item2(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item3")]
    static extern ref T3 Item3(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item4")]
    static extern ref T4 Item4(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item5")]
    static extern ref T5 Item5(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item6")]
    static extern ref T6 Item6(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Item7")]
    static extern ref T7 Item7(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_Rest")]
    static extern ref TRest Rest(Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> value);
}

using Weave.State;

namespace Weave.Cursors;

/// <summary>A kind of enumerator that can be saved. Codecs of collections bring theirs along.</summary>
abstract class CursorKind(Type enumerator, Codec codec)
{
    /// <summary>The run-time type of its enumerators.</summary>
    internal Type Enumerator => enumerator;

    /// <summary>How its cursors travel.</summary>
    internal Codec Codec => codec;

    /// <summary>Puts a cursor around an enumerator of this kind.</summary>
    internal abstract Cursor Around(object enumerator);

    /// <summary>A kind that is known by the type of its enumerators.</summary>
    internal static CursorKind Of<TEnumerator, TCursor>(Func<TEnumerator, TCursor> around)
        where TCursor : Cursor, new() => new Typed<TEnumerator, TCursor>(typeof(TEnumerator), around);

    /// <summary>A kind whose enumerators are of a type that has no public name.</summary>
    internal static CursorKind Of<TEnumerator, TCursor>(TEnumerator example, Func<TEnumerator, TCursor> around)
        where TEnumerator : class
        where TCursor : Cursor, new() => new Typed<TEnumerator, TCursor>(example.GetType(), around);

    sealed class Typed<TEnumerator, TCursor>(Type enumerator, Func<TEnumerator, TCursor> around) : CursorKind(enumerator, new CursorCodec<TCursor>())
        where TCursor : Cursor, new()
    {
        internal override Cursor Around(object enumerator) => around((TEnumerator)enumerator);
    }
}

using Weave.State;

namespace Weave.Codecs;

/// <summary>Exceptions of all types without a codec of their own, in variables. Inner exceptions are objects like any other: who holds one and its outer one still does after a restore.</summary>
sealed class ExceptionObjectCodec : ObjectCodec<Exception>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Exception));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Exception value)
    {
        writer.PutBinary(ExceptionCodec.EncodeAlone(value));
        var inner = ExceptionParts.InnerOnes(value);
        if (inner.Count == 0)
            return;
        writer.PutUInt64((uint)inner.Count);
        foreach (var one in inner)
            writer.PutObject(one);
    }

    /// <inheritdoc/>
    public override Exception Allocate(StateReader reader) => ExceptionCodec.Decode(reader.GetBinary().ToArray());

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Exception value)
    {
        // A record of earlier builds has the inner exceptions in its bytes, and ends here.
        if (reader.Remaining == 0)
            return;
        var inner = new Exception[reader.GetCount()];
        for (var i = 0; i < inner.Length; i++)
            inner[i] = reader.Get<Exception>() ?? throw reader.Corrupt("an inner exception is missing");
        ExceptionParts.SetInner(value, inner);
    }
}

using System.ComponentModel;
using Weave.Checkpoints;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Exceptions as bytes that need no symbol table: failures of runs, outcomes of steps.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExceptionCodec
{
    const byte Version = 1;

    // Deeper or more inner exceptions than these are left out: nobody reads them.
    const int MaxDepth = 16;
    const int MaxInner = 64;

    /// <summary>Encodes an exception: type, message, stack trace text, fields and data with simple values, inner exceptions. Never fails for what the exception holds.</summary>
    /// <param name="exception">The exception.</param>
    public static byte[] Encode(Exception exception) => EncodeDown(exception, MaxDepth);

    /// <summary>Encodes an exception by itself: the inner ones are left out.</summary>
    internal static byte[] EncodeAlone(Exception exception) => EncodeDown(exception, depth: 0);

    static byte[] EncodeDown(Exception exception, int depth)
    {
        var writer = StateWriter.RentForItems();
        byte[] bytes;
        try
        {
            Write(writer, ExceptionParts.Of(exception), depth);
            bytes = new byte[1 + writer.Position + 4];
            bytes[0] = Version;
            writer.Bodies.CopyTo(bytes.AsSpan(1));
        }
        finally
        {
            writer.Return();
        }

        Crc32C.Seal(bytes);
        return bytes;
    }

    /// <summary>Decodes what <see cref="Encode"/> made. Thrown, it shows the original stack trace first. Throws <see cref="CorruptStateException"/>.</summary>
    /// <param name="bytes">The bytes.</param>
    public static Exception Decode(ReadOnlyMemory<byte> bytes)
    {
        Sealing.SealedBytes.RefuseSealed(bytes.Span);
        if (!bytes.IsEmpty && bytes.Span[0] != Version)
            throw new UnknownCheckpointVersionException(bytes.Span[0]);
        if (!Payload.IsIntact(bytes.Span))
            throw new CorruptStateException("The saved exception is damaged: its CRC does not match.");
        var data = Envelope.Contiguous(bytes, out var start);
        var reader = new StateReader(run: null);
        reader.MoveTo(data, start + 1, bytes.Length - 5);
        var parts = Read(reader, MaxDepth);
        reader.ExpectEnd("an exception");
        return parts.Restore();
    }

    static void Write(StateWriter writer, ExceptionParts parts, int depth)
    {
        writer.PutText(parts.Assembly);
        writer.PutText(parts.Type);
        writer.PutText(parts.RawMessage);
        writer.PutText(parts.Message);
        writer.PutText(parts.StackTrace);
        writer.PutInt64(parts.HResult);
        writer.PutText(parts.HelpLink);
        WritePairs(writer, parts.Fields);
        WritePairs(writer, parts.Data);
        var inner = depth == 0 ? 0 : Math.Min(parts.Inner.Count, MaxInner);
        writer.PutUInt64((uint)inner);
        for (var i = 0; i < inner; i++)
            Write(writer, ExceptionParts.Of(parts.Inner[i]), depth - 1);
    }

    static ExceptionParts Read(StateReader reader, int depth)
    {
        var parts = new ExceptionParts
        {
            Assembly = reader.GetText() ?? "",
            Type = reader.GetText() ?? "",
            RawMessage = reader.GetText(),
            Message = reader.GetText() ?? "",
            StackTrace = reader.GetText(),
            HResult = reader.Get<int>(),
            HelpLink = reader.GetText(),
            Fields = ReadPairs(reader),
            Data = ReadPairs(reader),
        };
        var inner = reader.GetCount();
        if (inner > 0 && depth == 0)
            throw reader.Corrupt("exceptions are nested too deep");
        for (var i = 0; i < inner; i++)
            parts.Inner.Add(Read(reader, depth - 1).Restore());
        return parts;
    }

    static void WritePairs(StateWriter writer, List<KeyValuePair<object, object?>> pairs)
    {
        writer.PutUInt64((uint)pairs.Count);
        foreach (var (key, value) in pairs)
        {
            SimpleValue.Write(writer, key);
            SimpleValue.Write(writer, value);
        }
    }

    static List<KeyValuePair<object, object?>> ReadPairs(StateReader reader)
    {
        var count = reader.GetCount(bytesEach: 2);
        var pairs = new List<KeyValuePair<object, object?>>(count);
        for (var i = 0; i < count; i++)
            pairs.Add(new(SimpleValue.Read(reader) ?? throw reader.Corrupt("a key is missing"), SimpleValue.Read(reader)));
        return pairs;
    }
}

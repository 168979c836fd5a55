using Weave.Checkpoints;
using Weave.Evolution;
using Weave.Execution;

namespace Weave.State;

/// <summary>One value or one frame as bytes: step outcomes, results, arguments. Objects keep their identity inside; CRC32C at the end.</summary>
public static class StateBytes
{
    const byte Version = 1;

    [ThreadStatic]
    static IdentityTable? spareIds;

    /// <summary>Encodes a value of static type <typeparamref name="T"/>. Throws <see cref="NoCodecException"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    public static byte[] Encode<T>(T value, ISymbolTable symbols)
    {
        var cache = SymbolCache.Of(symbols);
        return Compose(
            cache,
            cache.NumberOfRoot(typeof(T)),
            value,
            static (writer, value) =>
            {
                writer.Put(value);
                return writer.Position;
            });
    }

    /// <summary>Decodes what <see cref="Encode{T}"/> made. Throws <see cref="CorruptStateException"/> or <see cref="ContractMismatchException"/>.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    public static T Decode<T>(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) =>
        Load(
            bytes,
            SymbolCache.Of(symbols),
            static (reader, payload, entry, from) =>
            {
                var (found, wanted) = (from[entry.Schema].Text, Schema.TextOfRoot(typeof(T)));
                if (found != wanted && CodeRules.Current.RenameTypes(found) != wanted)
                    throw new ContractMismatchException(TypeName.Of(typeof(T)), $"the bytes hold a '{found}', a '{wanted}' is wanted.");
                return ReadValue<T>(reader, payload, entry, from);
            });

    /// <summary>Decodes a value whose type was compared before, by <see cref="TypeIn"/>.</summary>
    internal static T DecodeAs<T>(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) => Load(bytes, SymbolCache.Of(symbols), ReadValue<T>);

    /// <summary>The static type that a value was encoded as, by the name it has now.</summary>
    internal static string TypeIn(ReadOnlyMemory<byte> bytes, ISymbolTable symbols)
    {
        var payload = Parse(bytes);
        return CodeRules.Current.RenameTypes(Schema.RootIn(symbols.SchemaText(payload.Schemas[payload.Frames[0].Schema], "The value", run: null)));
    }

    /// <summary>Encodes one frame. Equal function, cut and values give equal bytes, so the arguments of a call can be compared by them.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    public static byte[] EncodeFrame(Frame frame, ISymbolTable symbols)
    {
        var cache = SymbolCache.Of(symbols);
        return Compose(cache, cache.NumberOf(frame.Function, frame.Cut), frame, static (writer, frame) => writer.WriteFrame(frame));
    }

    /// <summary>Decodes what <see cref="EncodeFrame"/> made.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    public static Frame DecodeFrame(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) =>
        Load(
            bytes,
            SymbolCache.Of(symbols),
            static (reader, payload, entry, from) =>
            {
                var place = new FramePlace(payload, entry, from);
                var frame = place.NewFrame(run: null);
                place.Read(frame, reader);
                return frame;
            });

    /// <summary>Texts of all schemas that an encoded value or frame uses.</summary>
    internal static IEnumerable<string> Schemas(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) =>
        Parse(bytes).Schemas.Select(number => symbols.SchemaText(number, "The value", run: null));

    static T ReadValue<T>(StateReader reader, Payload payload, Payload.FrameEntry entry, EnvelopeSchemas from)
    {
        reader.From = from;
        reader.MoveTo(payload.Data, entry.Start, entry.Length);
        var value = reader.Get<T>();
        reader.ExpectEnd("a value");
        return value;
    }

    static byte[] Compose<TValue>(SymbolCache symbols, int number, TValue value, Func<StateWriter, TValue, int> write)
    {
        var ids = spareIds ?? new IdentityTable();
        spareIds = null;
        ids.NextId = 0;
        ids.Begin();
        var writer = StateWriter.Rent(ids, symbols, omitUnchanged: false, shadows: null);
        try
        {
            var root = writer.Schemas.LocalOf(number);
            var length = write(writer, value);
            writer.FrameIndex.Put((uint)root);
            writer.FrameIndex.Put((uint)length);
            writer.WriteObjects();
            writer.Head.Byte(Version);
            return Payload.Compose(writer, keep: 0, frames: 1);
        }
        finally
        {
            writer.Return();
            ids.Clear();
            spareIds = ids;
        }
    }

    static TResult Load<TResult>(ReadOnlyMemory<byte> bytes, SymbolCache symbols, Func<StateReader, Payload, Payload.FrameEntry, EnvelopeSchemas, TResult> read)
    {
        try
        {
            var payload = Parse(bytes);
            var schemas = EnvelopeSchemas.Of(payload, symbols, run: null);
            var heap = new ObjectHeap([payload], symbols);
            heap.Add(payload, schemas, run: null);
            var reader = new StateReader(run: null);
            reader.Attach(heap);
            var entry = payload.Frames[0];
            var value = read(reader, payload, entry, schemas);
            heap.FillAll(reader);
            return value;
        }
        catch (Exception error) when (error is not (WeaveException or OutOfMemoryException))
        {
            // A codec or a key's GetHashCode met values that no live object could have had.
            throw new CorruptStateException($"The value cannot be rebuilt: {error.Message}", inner: error);
        }
    }

    static Payload Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new CorruptStateException("The value has no bytes.");
        Sealing.SealedBytes.RefuseSealed(bytes.Span);
        if (bytes.Span[0] != Version)
            throw new UnknownCheckpointVersionException(bytes.Span[0]);
        if (!Payload.IsIntact(bytes.Span))
            throw new CorruptStateException("The value is damaged: its CRC does not match.");
        var data = Envelope.Contiguous(bytes, out var start);
        var end = start + bytes.Length - 4;
        var cursor = new ByteCursor(data, start + 1, end, run: null);
        var payload = Payload.Parse(data, ref cursor, end);
        if (payload.Keep != 0 || payload.Frames.Length != 1)
            throw new CorruptStateException("The bytes do not hold one value.");
        return payload;
    }
}

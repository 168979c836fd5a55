using System.Runtime.CompilerServices;
using Weave.Evolution;
using Weave.Execution;

namespace Weave.State;

/// <summary>Receives the values of frames and objects, in MessagePack; objects are written as ids and queued.</summary>
public sealed partial class StateWriter
{
    [ThreadStatic]
    static StateWriter? spare;

    readonly ByteList objectIndex = new();
    readonly Codec?[] codecs = new Codec?[64];
    Type? lastType;
    Codec? lastCodec;
    int[] queue = new int[64];
    int queued;
    IdentityTable ids = null!;
    BlockShadows? shadows;
    bool omitUnchanged;
    int current = -1;
    int recordStart;
    bool handles;
    bool unloadable;
    Frame? owner;
    Type? valuesOf;

    internal StateWriter()
    {
    }

    internal SchemaList Schemas { get; } = new();

    internal ByteList FrameIndex { get; } = new();

    internal ByteList Head { get; } = new();

    internal ByteList ObjectIndex => objectIndex;

    internal int ObjectCount { get; private set; }

    /// <summary>Bytes of the largest record.</summary>
    internal int LargestRecord { get; private set; }

    internal int Position
    {
        get => position;
        set => position = value;
    }

    internal ReadOnlySpan<byte> Bodies => buffer.AsSpan(0, position);

    internal ReadOnlySpan<byte> Since(int start) => buffer.AsSpan(start, position - start);

    /// <summary>Structs before whose values a mark is written, because the reader would take them for ones of another layout.</summary>
    internal Dictionary<Codec, LayoutChange>? MarkNow { get; set; }

    /// <summary>Takes this thread's writer and starts an encoding.</summary>
    /// <param name="ids">Gives objects their ids.</param>
    /// <param name="symbols">Gives schemas their numbers.</param>
    /// <param name="omitUnchanged">True for a delta.</param>
    /// <param name="shadows">Block hashes of the strand's large objects; null if no delta will ask what was written.</param>
    /// <param name="handles">True if what has no codec stays in the process, by a <see cref="HandleCodec"/>; false if it is an error.</param>
    internal static StateWriter Rent(IdentityTable ids, SymbolCache symbols, bool omitUnchanged, BlockShadows? shadows, bool handles = false)
    {
        var writer = spare ?? new StateWriter();
        spare = null;
        writer.ids = ids;
        writer.omitUnchanged = omitUnchanged;
        writer.shadows = shadows;
        writer.handles = handles;
        writer.MarkNow = null;
        (writer.RunRoom, writer.RunsLeft) = (null, 0);
        writer.Schemas.Begin(symbols);
        writer.FrameIndex.Clear();
        writer.objectIndex.Clear();
        writer.Head.Clear();
        writer.patchIndex.Clear();
        writer.PatchCount = 0;
        writer.lastPatch = 0;
        writer.ObjectCount = 0;
        writer.LargestRecord = 0;
        writer.queued = 0;
        writer.current = -1;
        writer.AbandonRun();
        writer.position = 0;
        return writer;
    }

    /// <summary>Takes this thread's writer for items alone: nothing that needs an id or a schema.</summary>
    internal static StateWriter RentForItems() => Rent(null!, null!, omitUnchanged: false, shadows: null);

    internal void Return()
    {
        ids = null!;
        shadows = null;
        owner = null;
        Schemas.End();
        AbandonRun();
        patch.Trim();
        TrimBuffer();
        objectIndex.Trim();
        FrameIndex.Trim();
        if (queue.Length > 1 << 16)
            queue = new int[64];
        if (unloadable)
        {
            // A thread's spare writer must not keep a module loaded.
            Array.Clear(codecs);
            (lastType, lastCodec) = (null, null);
            unloadable = false;
        }

        spare = this;
    }

    /// <summary>Writes one value of static type <typeparamref name="T"/>.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<T>(T value)
    {
        // The JIT folds the comparisons: what is left is one call.
        if (!typeof(T).IsValueType)
            PutObject(value);
        else if (typeof(T) == typeof(int))
            PutInt64((int)(object)value!);
        else if (typeof(T) == typeof(long))
            PutInt64((long)(object)value!);
        else if (typeof(T) == typeof(double))
            PutDouble((double)(object)value!);
        else if (typeof(T) == typeof(bool))
            PutBoolean((bool)(object)value!);
        else if (typeof(T) == typeof(byte))
            PutUInt64((byte)(object)value!);
        else if (typeof(T) == typeof(char))
            PutUInt64((char)(object)value!);
        else if (typeof(T) == typeof(DateTime))
            PutUInt64(Unsafe.BitCast<DateTime, ulong>((DateTime)(object)value!));
        else
            PutValue(value);
    }

    /// <summary>Writes a reference: null, or the id of the object, whose record is written once. Short strings are written in place.</summary>
    /// <param name="value">The object.</param>
    public void PutObject(object? value)
    {
        if (value is null)
        {
            PutNil();
            return;
        }

        if (value.GetType() == typeof(string) && (Unsafe.As<string>(value).Length < Wire.SharedString || valuesOf is not null))
        {
            PutText(Unsafe.As<string>(value));
            return;
        }

        if (valuesOf is not null)
            throw new InvalidOperationException($"An object of '{valuesOf}' is made from values, and '{value.GetType()}' is an object: its codec has to write it in WriteObjects.");

        var at = ids.FindOrAdd(value);
        ref var entry = ref ids[at];
        if (entry.Mark != ids.Generation)
            Visit(ref entry, at);
        PutId((ulong)entry.Id);
    }

    /// <summary>From here on objects are refused: what is written is what one of this type is made from.</summary>
    internal int BeginValues(Type type)
    {
        valuesOf = type;
        return position;
    }

    internal void EndValues() => valuesOf = null;

    /// <summary>Writes a value type that <see cref="Put{T}"/> does not write itself.</summary>
    void PutValue<T>(T value)
    {
        if (typeof(T) == typeof(sbyte))
            PutInt64((sbyte)(object)value!);
        else if (typeof(T) == typeof(short))
            PutInt64((short)(object)value!);
        else if (typeof(T) == typeof(ushort))
            PutUInt64((ushort)(object)value!);
        else if (typeof(T) == typeof(uint))
            PutUInt64((uint)(object)value!);
        else if (typeof(T) == typeof(ulong))
            PutUInt64((ulong)(object)value!);
        else if (typeof(T) == typeof(nint))
            PutInt64((nint)(object)value!);
        else if (typeof(T) == typeof(nuint))
            PutUInt64((nuint)(object)value!);
        else if (typeof(T) == typeof(float))
            PutSingle((float)(object)value!);
        else if (typeof(T) == typeof(Half))
            PutUInt64(BitConverter.HalfToUInt16Bits((Half)(object)value!));
        else if (typeof(T) == typeof(decimal))
            PutDecimal((decimal)(object)value!);
        else if (typeof(T) == typeof(Int128))
            PutInt128((Int128)(object)value!);
        else if (typeof(T) == typeof(UInt128))
            PutUInt128((UInt128)(object)value!);
        else if (typeof(T) == typeof(Guid))
            PutWide(WideOf((Guid)(object)value!));
        else if (typeof(T) == typeof(TimeSpan))
            PutInt64(((TimeSpan)(object)value!).Ticks);
        else if (typeof(T) == typeof(DateOnly))
            PutInt64(((DateOnly)(object)value!).DayNumber);
        else if (typeof(T) == typeof(TimeOnly))
            PutInt64(((TimeOnly)(object)value!).Ticks);
        else if (typeof(T) == typeof(DateTimeOffset))
        {
            var moment = (DateTimeOffset)(object)value!;
            PutInt64(moment.Ticks);
            PutInt64(moment.TotalOffsetMinutes);
        }
        else
            PutStruct(value);
    }

    void PutStruct<T>(T value)
    {
        var codec = CodecOf<T>.Value;
        if (codec is null)
        {
            if (handles && CodecRegistry.Find(typeof(T)) is null)
            {
                PutObject(value); // the box stays in the process
                return;
            }

            codec = CodecOf<T>.Resolve(() => From());
        }

        Schemas.Note(codec);
        if (MarkNow is { } marked && marked.ContainsKey(codec))
            PutItems([Transcoder.AsNow]);
        var start = position;
        codec.Write(this, value);

        // Each value takes at least one byte, so that a count can be checked against the bytes that are left.
        if (position == start)
            PutNil();
    }

    void PutDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        PutWide(new UInt128(((ulong)(uint)parts[3] << 32) | (uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
    }

    void PutInt128(Int128 value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
            PutInt64((long)value);
        else
            PutWide((UInt128)value);
    }

    void PutUInt128(UInt128 value)
    {
        if (value <= ulong.MaxValue)
            PutUInt64((ulong)value);
        else
            PutWide(value);
    }

    static UInt128 WideOf(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    void Visit(ref IdentityTable.Entry entry, int at)
    {
        // On failure the caller rolls the table back, so a half-made entry is never seen.
        entry.Codec ??= CodecFor(entry.Object!);
        entry.Mark = ids.Generation;
        if (omitUnchanged && ids.IsInChain(at) && entry.Codec.IsImmutable)
            return;
        if (queued == queue.Length)
            Array.Resize(ref queue, queued * 2);
        queue[queued++] = at;
    }

    /// <summary>The codec of a run-time type, mostly from a small table in front of the registry.</summary>
    Codec CodecFor(object value)
    {
        var type = value.GetType();
        if (ReferenceEquals(type, lastType) && !handles)
            return lastCodec!;
        if (handles && (type.IsSubclassOf(typeof(Exception)) || CodecRegistry.Find(type) is null))
            return HandleCodec.Instance;
        ref var known = ref codecs[((uint)RuntimeHelpers.GetHashCode(type) * 0x9E3779B9) >> 26];
        if (!ReferenceEquals(known?.Type, type))
        {
            if (value is OpaqueObject opaque)
                return opaque.Codec;
            known = CodecRegistry.Find(type) ?? throw new NoCodecException(type, From());
            unloadable |= type.IsCollectible;
        }

        (lastType, lastCodec) = (type, known);
        return known;
    }

    /// <summary>Writes one frame's values; returns how many bytes they take.</summary>
    internal int WriteFrame(Frame frame)
    {
        frame.Sleeping?.Wake(frame);
        owner = frame;
        var start = position;
        frame.Write(this);
        frame.Kept?.Write(this);
        return position - start;
    }

    /// <summary>Writes the record of every object that was referred to, and of those that these refer to, without recursion.</summary>
    internal void WriteObjects()
    {
        long expected = 0;

        // Depth first, in the order of the references: what belongs together lies together, in memory as in the checkpoint.
        queue.AsSpan(0, queued).Reverse();
        while (queued > 0)
        {
            var at = current = queue[--queued];
            var rest = queued;
            var value = ids[at].Object!;
            var codec = ids[at].Codec!;
            var start = recordStart = position;
            var size = RunRoom is null || !codec.IsRun ? 0 : codec.RunOf(value).Length;
            if (size >= BlockShadow.LeastLength && IsSpread(at, size, out var isHeld))
            {
                if (isHeld)
                    continue;
            }
            else if (handles)
                codec = ids[at].Codec = WriteRecordOrHandle(codec, value);
            else
                codec.WriteRecord(this, value);
            var kept = codec.HasKept ? KeptFields.Of(value) : null;
            kept?.Write(this);
            queue.AsSpan(rest, queued - rest).Reverse();
            var length = position - start;
            ref var entry = ref ids[at];
            if (shadow is not null)
            {
                if (!EndRun(ref entry, out length))
                    continue;
            }
            else if (shadows is not null)
            {
                var hash = BodyHash.Of(buffer.AsSpan(start, length));
                if (omitUnchanged && ids.IsInChain(at) && entry.Length == length && entry.Hash == hash)
                {
                    position = start;
                    continue;
                }

                entry.Hash = hash;
                entry.Length = length;
            }

            ObjectCount++;
            LargestRecord = Math.Max(LargestRecord, length);
            objectIndex.PutRecord(entry.Id - expected, (uint)(kept is null ? Schemas.LocalOf(codec) : Schemas.LocalOf(Schemas.Symbols.NumberOfText(kept.Schema))), (uint)length);
            expected = entry.Id + 1;
        }

        current = -1;
    }

    /// <summary>Lists the schemas of structs that stand in what was written.</summary>
    internal void NoteAll(IReadOnlyCollection<string> schemas)
    {
        foreach (var schema in schemas)
            Schemas.LocalOf(Schemas.Symbols.NumberOfText(schema));
    }

    /// <summary>An object of which a part has no codec (the comparer of a dictionary) stays in the process as a whole.</summary>
    Codec WriteRecordOrHandle(Codec codec, object value)
    {
        var start = position;
        try
        {
            codec.WriteRecord(this, value);
            return codec;
        }
        catch (NoCodecException)
        {
            position = start;
            AbandonRun();
            return HandleCodec.Instance;
        }
    }

    string From() => (current < 0 ? owner : ids[current].Object) switch
    {
        Frame frame => $"live at cut '{frame.Function.Cuts[frame.Cut].Id}' of '{frame.Function.Id}'",
        null => "in the value to encode",
        var value => $"reached from '{TypeName.Of(value.GetType())}'",
    };
}

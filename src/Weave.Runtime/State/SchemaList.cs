using Weave.Execution;

namespace Weave.State;

/// <summary>The schemas one encoding uses: records name them by a small local number, the envelope lists their symbol numbers.</summary>
sealed class SchemaList
{
    readonly Dictionary<int, int> localByNumber = [];
    (int Stamp, int Local)[] localByCodec = new (int, int)[64];
    int[] numbers = new int[8];
    SymbolCache symbols = null!;
    int stamp;
    int lastNumber = -1;
    int lastLocal;

    internal int Count { get; private set; }

    internal ReadOnlySpan<int> Numbers => numbers.AsSpan(0, Count);

    internal SymbolCache Symbols => symbols;

    internal void Begin(SymbolCache cache)
    {
        symbols = cache;
        stamp++;
        Count = 0;
        lastNumber = -1;
        if (localByNumber.Count > 0)
            localByNumber.Clear();
    }

    /// <summary>The encoding is over: a spare list holds on to nobody's code.</summary>
    internal void End() => symbols = null!;

    /// <summary>Lists a codec whose layout is part of the bytes without a record naming it: a struct inside something else.</summary>
    internal void Note(Codec codec) => LocalOf(codec);

    internal int LocalOf(Codec codec)
    {
        var ordinal = codec.Ordinal;
        if (ordinal < localByCodec.Length && localByCodec[ordinal] is var known && known.Stamp == stamp)
            return known.Local;
        return AddCodec(codec);
    }

    internal int LocalOf(FragmentFunction function, int cut, out int number)
    {
        number = symbols.NumberOf(function, cut);
        return LocalOf(number);
    }

    internal int LocalOf(int number)
    {
        if (number == lastNumber)
            return lastLocal;
        if (!localByNumber.TryGetValue(number, out var local))
        {
            local = AddNumber(number);
            localByNumber.Add(number, local);
        }

        lastNumber = number;
        return lastLocal = local;
    }

    int AddCodec(Codec codec)
    {
        if (codec.Ordinal >= localByCodec.Length)
            Array.Resize(ref localByCodec, Math.Max(codec.Ordinal + 1, localByCodec.Length * 2));
        var local = AddNumber(symbols.NumberOf(codec));
        localByCodec[codec.Ordinal] = (stamp, local);
        return local;
    }

    int AddNumber(int number)
    {
        if (Count == numbers.Length)
            Array.Resize(ref numbers, Count * 2);
        numbers[Count] = number;
        return Count++;
    }
}

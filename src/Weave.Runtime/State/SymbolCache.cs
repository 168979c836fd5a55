using System.Collections.Concurrent;
using Weave.Compression;
using Weave.Execution;
using Weave.Modules;

namespace Weave.State;

/// <summary>What this process already asked a symbol table: numbers of its codecs and cuts, and the meaning of numbers it has read.</summary>
sealed class SymbolCache
{
    readonly ISymbolTable symbols;
    readonly ConcurrentDictionary<FragmentFunction, int[]> cutNumbers = new();
    readonly Lock growing = new();
    readonly ConcurrentDictionary<Type, int> rootNumbers = new();
    readonly ConcurrentDictionary<string, int> textNumbers = new(StringComparer.Ordinal);
    int[] codecNumbers = [];
    Schema?[] schemas = [];

    SymbolCache(ISymbolTable symbols)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Weave writes checkpoints on little-endian processors only.");
        this.symbols = symbols;
        Dictionaries = new Dictionaries(symbols);
    }

    /// <summary>The dictionaries that checkpoints of this store are compressed with.</summary>
    internal Dictionaries Dictionaries { get; }

    /// <summary>What the code of the current scope knows of a table: the same number may mean other code in another one.</summary>
    internal static SymbolCache Of(ISymbolTable symbols) => CodeScope.Current.Symbols.GetValue(symbols, static table => new SymbolCache(table));

    internal int NumberOf(Codec codec)
    {
        var known = Volatile.Read(ref codecNumbers);
        return codec.Ordinal < known.Length && known[codec.Ordinal] is > 0 and var number ? number - 1 : AddCodec(codec);
    }

    internal int NumberOf(FragmentFunction function, int cut)
    {
        var numbers = cutNumbers.GetOrAdd(function, static function => new int[function.Cuts.Count]);
        var number = Volatile.Read(ref numbers[cut]);
        if (number == 0)
        {
            Refuse(function.Cuts[cut].Contract, function.Id);
            Volatile.Write(ref numbers[cut], number = Intern(Schema.TextOf(function, cut)) + 1);
        }

        return number - 1;
    }

    /// <summary>The number of a schema that is no codec's and no cut's of this code.</summary>
    internal int NumberOfText(string text)
    {
        if (textNumbers.TryGetValue(text, out var number))
            return number;
        Refuse(text, Schema.NameOf(text));
        return textNumbers[text] = Intern(text);
    }

    /// <summary>The number of the schema of a frame's values.</summary>
    internal int NumberOf(Frame frame) => frame.Kept is { } kept ? NumberOfText(kept.Schema) : NumberOf(frame.Function, frame.Cut);

    /// <summary>The number that says which static type a value was encoded as.</summary>
    internal int NumberOfRoot(Type type) =>
        rootNumbers.TryGetValue(type, out var number) ? number : rootNumbers[type] = Intern(Schema.TextOfRoot(type));

    /// <summary>What a number stands for in this process. Throws when it stands for nothing, or for something that has changed.</summary>
    internal Schema Resolve(int number, string? run)
    {
        var known = Volatile.Read(ref schemas);
        return (uint)number < (uint)known.Length && known[number] is { } schema ? schema : AddSchema(number, run);
    }

    Schema AddSchema(int number, string? run)
    {
        var text = symbols.SchemaText(number, "The checkpoint", run);
        var schema = Schema.Parse(text, run);
        if (!schema.IsSettled)
            return schema;
        lock (growing)
        {
            // A number that the table knows is not a wild one, but a table need not be dense.
            if (number < 1 << 20)
            {
                var larger = new Schema?[Math.Max(schemas.Length, Math.Max(number + 1, 64))];
                schemas.CopyTo(larger, 0);
                larger[number] = schema;
                Volatile.Write(ref schemas, larger);
            }
        }

        return schema;
    }

    int AddCodec(Codec codec)
    {
        Refuse(codec.Schema, Schema.NameOf(codec.Schema));
        var number = Intern(codec.Schema);
        lock (growing)
        {
            var known = codecNumbers;
            var larger = new int[Math.Max(known.Length, Math.Max(codec.Ordinal + 1, 64))];
            known.CopyTo(larger, 0);
            larger[codec.Ordinal] = number + 1;
            Volatile.Write(ref codecNumbers, larger);
        }

        return number;
    }

    // Nothing that is refused gets a number, so this is asked again each time.
    void Refuse(string schema, string owner)
    {
        if (symbols is StoreSymbols { KeepsSecrets: false } && Secrets.In(schema, owner) is { } secret)
            throw new SecretWithoutKeyException(secret);
    }

    int Intern(string text)
    {
        var number = symbols.Intern(text);
        return number is >= 0 and < int.MaxValue ? number : throw new InvalidOperationException($"A symbol table gave the number {number}.");
    }
}

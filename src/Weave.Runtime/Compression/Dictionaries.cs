using System.Collections.Concurrent;
using Weave.State;

namespace Weave.Compression;

/// <summary>The dictionaries of one store: those its checkpoints name, and those that are being trained from the checkpoints this process makes. Any thread.</summary>
/// <param name="symbols">The store's symbols.</param>
sealed class Dictionaries(ISymbolTable symbols)
{
    readonly ConcurrentDictionary<int, ZstdDictionary> byNumber = new();
    readonly ConcurrentDictionary<int, DictionaryTrainer> byModule = new();

    /// <summary>The dictionary a checkpoint names.</summary>
    internal ZstdDictionary Find(int number, string? run)
    {
        if (byNumber.TryGetValue(number, out var known))
            return known;
        var text = symbols.Lookup(number) ?? throw new CorruptStateException($"The checkpoint is compressed with dictionary {number}, which the store does not have.", run);
        var found = ZstdDictionary.Parse(number, text) ?? throw new CorruptStateException($"The checkpoint names symbol {number} as its dictionary, which is none.", run);
        return byNumber.GetOrAdd(number, found);
    }

    /// <summary>What trains the dictionary of a module, and has it when it is trained.</summary>
    internal DictionaryTrainer TrainerOf(int module) => byModule.GetOrAdd(module, static (_, all) => new DictionaryTrainer(all), this);

    /// <summary>Stores a dictionary.</summary>
    internal ZstdDictionary Add(byte[] content)
    {
        var number = symbols.Intern(ZstdDictionary.TextOf(content));
        return Find(number, run: null);
    }
}

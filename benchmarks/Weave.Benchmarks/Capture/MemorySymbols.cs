using System.Collections.Concurrent;
using Weave.State;

namespace Weave.Benchmarks.Capture;

/// <summary>A symbol table without a store.</summary>
sealed class MemorySymbols : ISymbolTable
{
    readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<int, string> texts = new();

    public int Intern(string text)
    {
        var number = numbers.GetOrAdd(text, _ => numbers.Count);
        texts[number] = text;
        return number;
    }

    public string? Lookup(int number) => texts.GetValueOrDefault(number);
}

using System.Collections.Concurrent;
using Weave.State;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>A symbol table in memory.</summary>
sealed class MemorySymbols : ISymbolTable
{
    readonly ConcurrentDictionary<string, int> numbers = new();
    readonly ConcurrentDictionary<int, string> texts = new();

    public int Intern(string text)
    {
        var number = numbers.GetOrAdd(text, _ => numbers.Count);
        texts[number] = text;
        return number;
    }

    public string? Lookup(int number) => texts.GetValueOrDefault(number);

    public void Replace(string text, string by)
    {
        foreach (var (number, old) in texts)
            texts[number] = old.Replace(text, by, StringComparison.Ordinal);
    }
}

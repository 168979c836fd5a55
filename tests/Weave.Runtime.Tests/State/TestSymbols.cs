using System.Collections.Concurrent;
using Weave.State;

namespace Weave.Runtime.Tests.State;

/// <summary>A symbol table in memory.</summary>
sealed class TestSymbols : ISymbolTable
{
    readonly ConcurrentDictionary<string, int> numbers = new();
    readonly ConcurrentDictionary<int, string> texts = new();

    public TestSymbols()
    {
    }

    public TestSymbols(IEnumerable<KeyValuePair<int, string>> known)
    {
        foreach (var (number, text) in known)
        {
            texts[number] = text;
            numbers[text] = number;
        }
    }

    public IReadOnlyDictionary<int, string> Texts => texts;

    public int Intern(string text)
    {
        var number = numbers.GetOrAdd(text, _ => numbers.Count);
        texts[number] = text;
        return number;
    }

    public string? Lookup(int number) => texts.GetValueOrDefault(number);

    /// <summary>The same table, as a process sees it that has asked nothing yet.</summary>
    public TestSymbols Fresh() => Copy("", null);

    /// <summary>The same table without one of its texts.</summary>
    public TestSymbols Fresh(int except)
    {
        var copy = Fresh();
        copy.texts.TryRemove(except, out _);
        return copy;
    }

    /// <summary>The table as a process would see it that has other code: a text in it is another one, and nothing has been looked up yet.</summary>
    public TestSymbols Copy(string text, string? by)
    {
        var copy = new TestSymbols();
        foreach (var (number, old) in texts)
        {
            copy.texts[number] = by is null ? old : old.Replace(text, by, StringComparison.Ordinal);
            copy.numbers[copy.texts[number]] = number;
        }

        return copy;
    }

    public void Replace(string text, string by)
    {
        foreach (var (number, old) in texts)
            texts[number] = old.Replace(text, by, StringComparison.Ordinal);
    }
}

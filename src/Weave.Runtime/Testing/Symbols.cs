using Weave.State;

namespace Weave.Testing;

/// <summary>The symbol table of a test process.</summary>
sealed class Symbols : ISymbolTable
{
    readonly Lock gate = new();
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly List<string> texts = [];

    public static Symbols Shared { get; } = new();

    public int Intern(string text)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue(text, out var number))
            {
                numbers.Add(text, number = texts.Count);
                texts.Add(text);
            }

            return number;
        }
    }

    public string? Lookup(int number)
    {
        lock (gate)
            return (uint)number < (uint)texts.Count ? texts[number] : null;
    }
}

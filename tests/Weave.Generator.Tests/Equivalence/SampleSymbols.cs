using Weave.State;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>A symbol table that lives as long as the cases of a sample.</summary>
sealed class SampleSymbols : ISymbolTable
{
    readonly List<string> texts = [];

    public int Intern(string text)
    {
        var number = texts.IndexOf(text);
        if (number >= 0)
            return number;
        texts.Add(text);
        return texts.Count - 1;
    }

    public string? Lookup(int number) => number >= 0 && number < texts.Count ? texts[number] : null;
}

using Weave.State;
using Weave.Storage;

namespace Weave.Tool.Runs;

/// <summary>The symbol table of a store, to read checkpoints with.</summary>
sealed class StoreTexts(IRunStore store) : ISymbolTable
{
    public int Intern(string text) => store.Intern(text);

    public string? Lookup(int number) => store.Lookup(number);
}

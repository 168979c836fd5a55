namespace Weave.State;

/// <summary>Texts that bytes refer to by number.</summary>
static class SymbolLookups
{
    /// <summary>The text of a schema.</summary>
    /// <param name="symbols">The table.</param>
    /// <param name="number">Its number.</param>
    /// <param name="user">For error messages: what names it.</param>
    /// <param name="run">For error messages: the run.</param>
    /// <exception cref="CorruptStateException">The table has none.</exception>
    internal static string SchemaText(this ISymbolTable symbols, int number, string user, string? run) =>
        symbols.Lookup(number) ?? throw new CorruptStateException($"{user} uses schema {number}, which the store does not have.", run);
}

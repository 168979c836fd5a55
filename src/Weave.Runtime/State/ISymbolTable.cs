namespace Weave.State;

/// <summary>Numbers for the long texts of a checkpoint (schemas, modules). A store keeps one table: the same text always has the same number.</summary>
public interface ISymbolTable
{
    /// <summary>The number of a text; a new text gets a new number.</summary>
    /// <param name="text">Any text.</param>
    int Intern(string text);

    /// <summary>The text with this number, or null.</summary>
    /// <param name="number">A number that may come from damaged bytes.</param>
    string? Lookup(int number);
}

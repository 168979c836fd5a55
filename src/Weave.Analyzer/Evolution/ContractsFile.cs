using Microsoft.CodeAnalysis;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>The file <c>weave.contracts</c> of a project.</summary>
static class ContractsFile
{
    /// <summary>Its name.</summary>
    public const string Name = "weave.contracts";

    /// <summary>True for its path.</summary>
    public static bool Is(string path) => string.Equals(Path.GetFileName(path), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text after the code of now has been accepted. A file that cannot be read is written anew.</summary>
    /// <param name="old">Its text; null if there is none.</param>
    /// <param name="now">The contracts of the code.</param>
    public static string Update(string? old, ContractSet now)
    {
        try
        {
            return Baseline.Update(old is null ? new() : ContractSet.Parse(old), now).ToText();
        }
        catch (ContractFormatException)
        {
            return now.ToText();
        }
    }
}

using Microsoft.CodeAnalysis;
using Weave.Analyzer.Diagnostics;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>What the attributes of one type or function say about older code. Holds symbols: it must not stay in a cache.</summary>
sealed class Evolved
{
    /// <summary>Names that were others.</summary>
    public List<Renaming> Renamings { get; } = [];

    /// <summary>What makes new values of old ones.</summary>
    public List<MigrationModel> Migrations { get; } = [];

    /// <summary>Old values that may be lost.</summary>
    public List<Drop> Drops { get; } = [];

    /// <summary>The types of the old values that migrations want.</summary>
    public List<ITypeSymbol> Inputs { get; } = [];

    /// <summary>Attributes that say nothing, and why.</summary>
    public List<Refusal> Refusals { get; } = [];
}

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <content>06xx: code that has changed while runs were in flight.</content>
public static partial class Rules
{
    /// <summary>A <c>[WasNamed]</c> or <c>[Drops]</c> that says nothing.</summary>
    public static readonly DiagnosticDescriptor BadOldName = new("WEAVE0601", "Old name says nothing",
        "[{0}] on '{1}' says nothing: {2}",
        Evolution, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0601");

    /// <summary>A <c>[WasCut]</c> that says nothing.</summary>
    public static readonly DiagnosticDescriptor BadOldCut = new("WEAVE0602", "Old cut says nothing",
        "[{0}] on '{1}' says nothing: {2}",
        Evolution, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0602");

    /// <summary>A <c>[Migrates]</c> method that cannot be called.</summary>
    public static readonly DiagnosticDescriptor BadMigration = new("WEAVE0603", "Migration does not fit",
        "[{0}] on '{1}' does nothing: {2}",
        Evolution, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0603");

    /// <summary>A cut or type that the contracts file does not know.</summary>
    public static readonly DiagnosticDescriptor NotInContracts = new("WEAVE0604", "Not in the contracts file yet",
        "'{0}' is not in weave.contracts yet",
        Evolution, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0604");

    /// <summary>A contract that has changed, and maps by itself.</summary>
    public static readonly DiagnosticDescriptor Maps = new("WEAVE0605", "Saved state maps by itself",
        "'{0}' has changed; what was saved of it maps by itself: {1}",
        Evolution, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0605");

    /// <summary>A contract that has changed, and needs a word of its author.</summary>
    public static readonly DiagnosticDescriptor NeedsMigration = new("WEAVE0606", "Saved state needs a migration",
        "'{0}' has changed, and what was saved of it cannot be read: {1}",
        Evolution, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0606");

    /// <summary>A contract that nothing can read any more.</summary>
    public static readonly DiagnosticDescriptor Incompatible = new("WEAVE0607", "Saved state is incompatible",
        "Runs that were saved at or with '{0}' go on with the old code only: {1}",
        Evolution, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0607");

    /// <summary>An id that was another thing once.</summary>
    public static readonly DiagnosticDescriptor RetiredId = new("WEAVE0608", "Retired id is used again",
        "'{0}' is retired in weave.contracts: runs may be saved with the older one of this name, so this one needs another",
        Evolution, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0608");

    /// <summary>A contracts file that is none.</summary>
    public static readonly DiagnosticDescriptor UnreadableContracts = new("WEAVE0609", "Contracts file cannot be read",
        "weave.contracts cannot be read: {0}",
        Evolution, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0609");
}

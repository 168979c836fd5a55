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
}

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <content>03xx: information.</content>
public static partial class Rules
{
    /// <summary>A loop that cannot be stopped.</summary>
    public static readonly DiagnosticDescriptor NotPreemptible = new("WEAVE0301", "Loop is not preemptible",
        "'{0}' runs to its end without a cut: {1}",
        Information, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0301");

    /// <summary>A call of a fragment function that is made as a plain call.</summary>
    public static readonly DiagnosticDescriptor PlainCall = new("WEAVE0302", "Fragment function is called plainly",
        "'{0}' is called plainly, and runs to its end without a cut: {1}",
        Information, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0302");

    /// <summary>An await of a task that Weave does not own.</summary>
    public static readonly DiagnosticDescriptor ProcessBound = new("WEAVE0303", "Wait is bound to the process",
        "'{0}' is awaited in this process: the run cannot be moved meanwhile, and a crash may call it again; a [Step] is done once",
        Information, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0303");
}

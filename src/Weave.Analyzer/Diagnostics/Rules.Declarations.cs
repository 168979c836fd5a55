using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <content>00xx: declarations.</content>
public static partial class Rules
{
    /// <summary>A containing type is not partial.</summary>
    public static readonly DiagnosticDescriptor NotPartial = new("WEAVE0001", "Type is not partial",
        "'{0}' holds the fragment function or step '{1}' and has to be partial, so that the woven twin can stand beside it",
        Declarations, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0001");

    /// <summary>The method's declaration cannot be a fragment function.</summary>
    public static readonly DiagnosticDescriptor NotAFragment = new("WEAVE0002", "Method cannot be a fragment function",
        "'{0}' cannot be a fragment function: {1}",
        Declarations, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0002");

    /// <summary>The method's declaration cannot be a step.</summary>
    public static readonly DiagnosticDescriptor NotAStep = new("WEAVE0003", "Method cannot be a step",
        "'{0}' cannot be a step: {1}",
        Declarations, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0003");

    /// <summary>A method without a mark overrides or implements one that has it.</summary>
    public static readonly DiagnosticDescriptor UnmarkedOverride = new("WEAVE0004", "Override is not a fragment function",
        "'{0}' overrides or implements the fragment function '{1}' and has to be marked [Fragment] too: a run could not be stopped in it",
        Declarations, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0004");
}

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <content>02xx: state.</content>
public static partial class Rules
{
    /// <summary>A value that cannot leave the process is live across a required cut.</summary>
    public static readonly DiagnosticDescriptor Pinned = new("WEAVE0201", "Pinned value across a wait",
        "'{0}' is live while '{1}' waits, and cannot leave the process: {2}",
        State, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0201");

    /// <summary>An argument or result that cannot travel.</summary>
    public static readonly DiagnosticDescriptor PinnedSignature = new("WEAVE0202", "Argument or result cannot travel",
        "{0} of '{1}' cannot leave the process: {2}",
        State, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0202");

    /// <summary>A delegate is live across a required cut.</summary>
    public static readonly DiagnosticDescriptor DelegateAcrossCut = new("WEAVE0203", "Delegate across a cut",
        "The delegate '{0}' is live while '{1}' waits, and cannot leave the process: {2}",
        State, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0203");

    /// <summary>A foreach over a sequence whose enumerator cannot be saved holds a required cut.</summary>
    public static readonly DiagnosticDescriptor NotResumable = new("WEAVE0204", "Sequence cannot be resumed",
        "'{0}' waits in a foreach over '{1}', whose enumerator cannot be saved ({2}): take a snapshot with {3}",
        State, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0204");

    /// <summary>A variable is live across a required cut that a delegate of another life shares.</summary>
    public static readonly DiagnosticDescriptor SharedVariable = new("WEAVE0205", "Variable is shared with a lambda across a cut",
        "'{0}' is live while '{1}' waits, and {2}",
        State, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0205");

    /// <summary>A fragment function reads or writes static state that can change.</summary>
    public static readonly DiagnosticDescriptor StaticState = new("WEAVE0206", "Static state that can change",
        "'{0}' {1} '{2}', which is static and can change: it is not saved with the run, and every process has one of its own",
        State, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0206");

    /// <summary>A copied argument is changed in place.</summary>
    public static readonly DiagnosticDescriptor ArgumentChanged = new("WEAVE0207", "Argument is changed where its owner does not see it",
        "'{0}' changes what '{1}' holds, which is a copy {2}: return what is new instead",
        State, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0207");

    /// <summary>A codec that a user named for a type cannot be that.</summary>
    public static readonly DiagnosticDescriptor StateCodec = new("WEAVE0220", "State codec does not fit",
        "'{0}' cannot be the codec of '{1}': {2}",
        State, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0220");

    /// <summary>A mutable argument of an un-awaited call is used afterwards.</summary>
    public static readonly DiagnosticDescriptor ArgumentUsedLater = new("WEAVE0208", "Mutable argument is used after an un-awaited call",
        "'{0}' is used after the un-awaited call of '{1}', which has a copy of it: what one of them changes, the other does not see",
        State, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0208");
}

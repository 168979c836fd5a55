using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <content>01xx: where execution can stop.</content>
public static partial class Rules
{
    /// <summary>A kind of syntax or operation that weaving does not know.</summary>
    public static readonly DiagnosticDescriptor NotWoven = new("WEAVE0101", "Construct is not woven",
        "{0} is not woven{1}: this method cannot be a fragment function as it stands",
        Bodies, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0101");

    /// <summary>A required cut where execution cannot stop.</summary>
    public static readonly DiagnosticDescriptor CutInside = new("WEAVE0102", "Cannot stop here",
        "'{0}' stands inside {1}, where execution cannot be stopped and resumed",
        Bodies, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0102");

    /// <summary>A fragment call or step whose task is not awaited.</summary>
    public static readonly DiagnosticDescriptor NotAwaited = new("WEAVE0103", "Call is not awaited",
        "The task of '{0}' has to be awaited where it is called",
        Bodies, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0103");

    /// <summary>A step or durable wait inside a lambda, a local function, a query or a filter.</summary>
    public static readonly DiagnosticDescriptor StepInLambda = new("WEAVE0104", "Step inside a lambda",
        "'{0}' is called inside {1}, where its outcome cannot be recorded",
        Bodies, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0104");

    /// <summary>A required cut inside a lock.</summary>
    public static readonly DiagnosticDescriptor LockAcrossCut = new("WEAVE0105", "Lock across a cut",
        "'{0}' stands inside {1}: a run that stops there would leave the lock, and go on without it",
        Bodies, DiagnosticSeverity.Error, true, helpLinkUri: HelpLinks + "WEAVE0105");
}

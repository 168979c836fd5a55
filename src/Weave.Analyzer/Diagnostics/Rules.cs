using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <summary>The rules. 00xx: declarations; 01xx: bodies; 02xx: state; 03xx: information; 09xx: faults of Weave itself. Each has a page under docs/rules.</summary>
public static class Rules
{
    /// <summary>A containing type is not partial.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error("WEAVE0001", "Type is not partial",
        "'{0}' holds the fragment function or step '{1}' and has to be partial, so that the woven twin can stand beside it");

    /// <summary>The method's declaration cannot be a fragment function.</summary>
    public static readonly DiagnosticDescriptor NotAFragment = Error("WEAVE0002", "Method cannot be a fragment function",
        "'{0}' cannot be a fragment function: {1}");

    /// <summary>The method's declaration cannot be a step.</summary>
    public static readonly DiagnosticDescriptor NotAStep = Error("WEAVE0003", "Method cannot be a step",
        "'{0}' cannot be a step: {1}");

    /// <summary>A method without a mark overrides or implements one that has it.</summary>
    public static readonly DiagnosticDescriptor UnmarkedOverride = Error("WEAVE0004", "Override is not a fragment function",
        "'{0}' overrides or implements the fragment function '{1}' and has to be marked [Fragment] too: a run could not be stopped in it");

    /// <summary>A kind of syntax or operation that weaving does not know.</summary>
    public static readonly DiagnosticDescriptor NotWoven = Error("WEAVE0101", "Construct is not woven",
        "{0} is not woven{1}: this method cannot be a fragment function as it stands");

    /// <summary>A required cut where execution cannot stop.</summary>
    public static readonly DiagnosticDescriptor CutInside = Error("WEAVE0102", "Cannot stop here",
        "'{0}' stands inside {1}, where execution cannot be stopped and resumed");

    /// <summary>A fragment call or step whose task is not awaited.</summary>
    public static readonly DiagnosticDescriptor NotAwaited = Error("WEAVE0103", "Call is not awaited",
        "The task of '{0}' has to be awaited where it is called");

    /// <summary>A step or durable wait inside a lambda or local function.</summary>
    public static readonly DiagnosticDescriptor EffectInLambda = Error("WEAVE0104", "Step inside a lambda",
        "'{0}' is called inside a lambda or local function, where its outcome cannot be recorded");

    /// <summary>A value that cannot leave the process is live across a required cut.</summary>
    public static readonly DiagnosticDescriptor Pinned = Error("WEAVE0201", "Pinned value across a wait",
        "'{0}' is live while '{1}' waits, and cannot leave the process: {2}");

    /// <summary>An argument or result that cannot travel.</summary>
    public static readonly DiagnosticDescriptor PinnedSignature = Error("WEAVE0202", "Argument or result cannot travel",
        "{0} of '{1}' cannot leave the process: {2}");

    /// <summary>A loop or call that cannot be stopped.</summary>
    public static readonly DiagnosticDescriptor NotPreemptible = Create("WEAVE0301", "Loop or call is not preemptible",
        "This {0} runs to its end without a cut: {1}", DiagnosticSeverity.Info);

    /// <summary>Weave itself failed at a method that nobody marked: it stays plain.</summary>
    public static readonly DiagnosticDescriptor Fault = Create("WEAVE0901", "Method was left plain for a fault of Weave",
        "'{0}' stays plain, because {1}: please report it", DiagnosticSeverity.Info);

    /// <summary>All of them, by id.</summary>
    public static readonly IReadOnlyList<DiagnosticDescriptor> All =
        [NotPartial, NotAFragment, NotAStep, UnmarkedOverride, NotWoven, CutInside, NotAwaited, EffectInLambda, Pinned, PinnedSignature, NotPreemptible, Fault];

    static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Weave", severity, isEnabledByDefault: true);
}

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <summary>
/// The rules, a file a theme. 00xx: declarations; 01xx: where execution can stop; 02xx: state; 03xx: information; 04xx: effects; 05xx: threads; 06xx: code that has changed; 09xx: faults of Weave itself.
/// Each has a page under docs/rules.
/// </summary>
public static partial class Rules
{
    /// <summary>Where the pages of the rules stand: the id follows.</summary>
    public const string HelpLinks = "https://weave.dev/rules/";

    const string Declarations = "Weave.Declarations";
    const string Bodies = "Weave.Bodies";
    const string State = "Weave.State";
    const string Information = "Weave.Information";
    const string Effects = "Weave.Effects";
    const string Threads = "Weave.Threads";
    const string Evolution = "Weave.Evolution";

    /// <summary>Weave itself failed at a method that nobody marked: it stays plain.</summary>
    public static readonly DiagnosticDescriptor Fault = new("WEAVE0901", "Method was left plain for a fault of Weave",
        "'{0}' stays plain, because {1}: please report it", Information, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0901");

    /// <summary>What reading a method says: why it is not woven, and which cuts it has not got. Generated code stands on the same reading.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> OfReading =>
    [
        NotPartial, NotAFragment, NotAStep, UnmarkedOverride,
        NotWoven, CutInside, NotAwaited, StepInLambda, LockAcrossCut,
        Pinned, PinnedSignature, DelegateAcrossCut, NotResumable, SharedVariable, StateCodec,
        NotPreemptible, PlainCall, Fault,
    ];

    /// <summary>What is woven all the same, and may not do what its author meant.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> OfAdvice =>
    [
        StaticState, ArgumentChanged, ArgumentUsedLater, ProcessBound,
        EffectOutsideStep, Momentary, UnseededRandom, ChangingKey, KeyOutsideStep,
        ThreadBound, Blocking, OtherThread, ForgottenDelay,
    ];

    /// <summary>What becomes of state that older code saved, and attributes about it.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> OfEvolution => [BadOldName, BadOldCut, BadMigration, NotInContracts, Maps, NeedsMigration, Incompatible, RetiredId, UnreadableContracts];

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [.. OfReading.Concat(OfAdvice).Concat(OfEvolution).OrderBy(static r => r.Id, StringComparer.Ordinal)];
}

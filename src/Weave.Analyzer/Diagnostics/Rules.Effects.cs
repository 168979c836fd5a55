using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <content>04xx: effects.</content>
public static partial class Rules
{
    /// <summary>A fragment function has an effect on the world.</summary>
    public static readonly DiagnosticDescriptor EffectOutsideStep = new("WEAVE0401", "Effect outside a step",
        "'{0}' has an effect outside the run: after a crash '{1}' may have it twice; put it in a [Step]",
        Effects, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0401");

    /// <summary>A fragment function asks for a value that is another one next time.</summary>
    public static readonly DiagnosticDescriptor Momentary = new("WEAVE0402", "Value of this moment and place",
        "'{0}' is asked again if '{1}' goes on from an earlier checkpoint, perhaps on another host: a [Step] keeps the first answer",
        Effects, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0402");

    /// <summary>A random generator without a seed.</summary>
    public static readonly DiagnosticDescriptor UnseededRandom = new("WEAVE0403", "Random generator without a seed",
        "'new Random()' in '{0}' takes a seed that no checkpoint holds: draw the seed in a [Step]",
        Effects, DiagnosticSeverity.Info, true, helpLinkUri: HelpLinks + "WEAVE0403");

    /// <summary>An idempotency key that each attempt of a step makes anew.</summary>
    public static readonly DiagnosticDescriptor ChangingKey = new("WEAVE0404", "Idempotency key changes between attempts",
        "'{0}' gives each attempt of the step '{1}' another '{2}': the receiver cannot know a repeated attempt; use Durable.IdempotencyKey",
        Effects, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0404");

    /// <summary>The idempotency key is read where there is no step.</summary>
    public static readonly DiagnosticDescriptor KeyOutsideStep = new("WEAVE0405", "Idempotency key outside a step",
        "'Durable.IdempotencyKey' in '{0}' names no step: inside a run it throws, and outside of one it is another at each call",
        Effects, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0405");
}

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Diagnostics;

/// <content>05xx: threads.</content>
public static partial class Rules
{
    /// <summary>State or a lock that belongs to a thread.</summary>
    public static readonly DiagnosticDescriptor ThreadBound = new("WEAVE0501", "State that belongs to a thread",
        "'{0}' belongs to the thread or call that uses it: '{1}' may go on in another one after a cut",
        Threads, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0501");

    /// <summary>A call that blocks the thread.</summary>
    public static readonly DiagnosticDescriptor Blocking = new("WEAVE0502", "Blocking call",
        "'{0}' blocks a thread that other runs need, and '{1}' cannot be stopped meanwhile: {2}",
        Threads, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0502");

    /// <summary>Work that is given to another thread.</summary>
    public static readonly DiagnosticDescriptor OtherThread = new("WEAVE0503", "Work on another thread",
        "'{0}' starts work that the run knows nothing of: it is not saved, and lost when '{1}' goes on in another process",
        Threads, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0503");

    /// <summary>A delay that a restart forgets.</summary>
    public static readonly DiagnosticDescriptor ForgottenDelay = new("WEAVE0504", "Delay does not survive the process",
        "'{0}' waits in this process and begins anew after a restart: Durable.Delay is saved with the run, and costs nothing meanwhile",
        Threads, DiagnosticSeverity.Warning, true, helpLinkUri: HelpLinks + "WEAVE0504");
}

using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Weave.Benchmarks.Tiering;

/// <summary>Listens to what the JIT compiles, so that "warmed up" is something seen and not something hoped for. Dispose it before anything is measured.</summary>
public sealed class TierListener : EventListener
{
    const EventKeywords Jit = (EventKeywords)0x10;
    const int MethodLoadVerbose = 143;
    const int TierShift = 7;
    const uint TierMask = 7;

    readonly ConcurrentDictionary<MethodName, JitTier> latest = new();

    /// <summary>The tier of the code that a new call of the method enters: the last one compiled. Code that only replaces a loop under way is none.</summary>
    public JitTier Of(MethodName method) => latest.GetValueOrDefault(method);

    /// <summary>True if a new call of each of these methods enters fully optimised code.</summary>
    public bool AllOptimised(IReadOnlyList<MethodName> methods) => methods.All(m => Of(m) == JitTier.Tier1);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, Jit);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The base constructor may raise events before the fields of this class are set.
        if (eventData.EventId != MethodLoadVerbose || latest is null)
            return;
        var names = eventData.PayloadNames!;
        var values = eventData.Payload!;
        var method = new MethodName((string)values[names.IndexOf("MethodNamespace")]!, (string)values[names.IndexOf("MethodName")]!);
        var tier = (JitTier)(((uint)values[names.IndexOf("MethodFlags")]! >> TierShift) & TierMask);
        if (tier != JitTier.Tier1Osr)
            latest[method] = tier;
    }
}

using Microsoft.CodeAnalysis;
using Weave.Analyzer.Reading;

namespace Weave.Analyzer.Codecs;

/// <summary>Tells which values of a compilation cannot leave the process.</summary>
public static class PinnedPaths
{
    /// <summary>Gives the path from a variable to what is pinned: <c>order.Customer._stream: FileStream</c>.</summary>
    public static FunctionReader.PinnedPath In(Compilation compilation, CancellationToken cancel) =>
        (name, type) => CodecPlanner.Plan(type, compilation, cancel).PinnedPath is { } path ? name + path : null;
}

using Microsoft.CodeAnalysis.Diagnostics;

namespace Weave.Analyzer.Diagnostics;

/// <summary>What a build asked for on its command line.</summary>
static class Build
{
    /// <summary>True where marks do not decide what is woven: a method that cannot be is simply left plain, and nobody wants to be told.</summary>
    public static bool WeavesAll(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.WeaveFragments", out var which) && string.Equals(which.Trim(), "all", StringComparison.OrdinalIgnoreCase);
}

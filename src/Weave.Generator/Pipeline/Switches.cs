using Microsoft.CodeAnalysis.Diagnostics;

namespace Weave.Generator.Pipeline;

/// <summary>What the build asks for beyond weaving what is marked. <c>build/Weave.props</c> makes these properties visible.</summary>
/// <param name="All">True to weave every method that can be woven (<c>WeaveFragments=all</c>).</param>
/// <param name="Chaos">The regime that ordinary calls are sent through (<c>WeaveChaos</c>), or empty.</param>
/// <param name="RunReport">The file in which a test process leaves its summary, or empty.</param>
/// <param name="RefusedReport">The file that lists the methods which were left plain, or empty.</param>
/// <param name="ContractsFile">The file that the contracts are written to (<c>WeaveContracts=write</c>), or empty.</param>
sealed record Switches(bool All, string Chaos, string RunReport, string RefusedReport, string ContractsFile)
{
    /// <summary>True if the whole compilation decides what is woven, not each method by itself.</summary>
    public bool IsWhole => All || Chaos.Length > 0;

    public static Switches Of(AnalyzerConfigOptionsProvider options) => new(
        string.Equals(Property(options, "WeaveFragments"), "all", StringComparison.OrdinalIgnoreCase),
        Property(options, "WeaveChaos"),
        Property(options, "WeaveRunReport"),
        Property(options, "WeaveRefusedReport"),
        string.Equals(Property(options, "WeaveContracts"), "write", StringComparison.OrdinalIgnoreCase) ? Property(options, "WeaveContractsFile") : "");

    static string Property(AnalyzerConfigOptionsProvider options, string name) =>
        options.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value.Trim() : "";
}

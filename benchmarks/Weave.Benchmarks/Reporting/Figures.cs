using System.Globalization;

namespace Weave.Benchmarks.Reporting;

/// <summary>Figures as text, the same in every culture.</summary>
static class Figures
{
    internal static string Text(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);

    /// <summary>Nanoseconds as milliseconds.</summary>
    internal static string Ms(double ns, int decimals = 3) => Text(ns / 1e6, decimals);

    internal static string Ratio(double value) => Text(value, 3);

    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

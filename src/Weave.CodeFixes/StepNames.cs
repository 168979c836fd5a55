using Microsoft.CodeAnalysis;

namespace Weave.CodeFixes;

/// <summary>Names for new steps.</summary>
static class StepNames
{
    /// <summary>The name, or the name with the first number that makes it nobody else's.</summary>
    public static string Free(string name, FixSite site)
    {
        for (var number = 1; ; number++)
        {
            var tried = number == 1 ? name : name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (site.Semantics.LookupSymbols(site.Node.SpanStart, name: tried).IsEmpty)
                return tried;
        }
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Weave.Fuzz;

/// <summary>What a campaign, or a slice of one, came to.</summary>
/// <param name="Programs">Programs tried.</param>
/// <param name="Methods">Their fragment functions.</param>
/// <param name="Refused">Those that were not woven.</param>
/// <param name="Captures">Captures when stopped at every poll.</param>
/// <param name="Mismatches">Programs that weaving changed.</param>
/// <param name="Faults">Programs that are none: bugs of the fuzzer.</param>
/// <param name="Taken">Programs that are done or begun.</param>
sealed partial record Totals(long Programs, long Methods, long Refused, long Captures, long Mismatches, long Faults, long Taken)
{
    public static Totals Zero { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public static Totals operator +(Totals a, Totals b) => new(
        a.Programs + b.Programs, a.Methods + b.Methods, a.Refused + b.Refused, a.Captures + b.Captures, a.Mismatches + b.Mismatches, a.Faults + b.Faults, a.Taken + b.Taken);

    /// <summary>Percent of the methods.</summary>
    public double Woven => Methods == 0 ? 0 : 100.0 * (Methods - Refused) / Methods;

    /// <summary>As the last line of a campaign says it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"fuzz: programs={Programs} woven={Woven:0.0} captures={Captures} mismatches={Mismatches}");

    /// <summary>As a slice tells it the campaign.</summary>
    public string ToLine() => string.Join(' ', "slice:", Programs, Methods, Refused, Captures, Mismatches, Faults, Taken);

    /// <summary>What <see cref="ToLine"/> wrote, or null.</summary>
    public static Totals? Parse(string line)
    {
        if (!Line().IsMatch(line))
            return null;
        var parts = line.Split(' ').Skip(1).Select(static p => long.Parse(p, CultureInfo.InvariantCulture)).ToList();
        return new(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
    }

    [GeneratedRegex(@"^slice:( \d+){7}$")]
    private static partial Regex Line();
}

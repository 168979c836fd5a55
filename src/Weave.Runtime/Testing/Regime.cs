using System.Globalization;

namespace Weave.Testing;

/// <summary>
/// When a woven call is stopped, and what its frames go through meanwhile. As text, for a command line: <c>none</c>, <c>every</c>, <c>every!</c>, <c>random:SEED</c>,
/// <c>cut:ID@HIT</c> or <c>capture:NUMBER</c>, and a passage other than <see cref="Passage.Graft"/> after it: <c>every+fresh</c>, <c>random:7+chain</c>.
/// </summary>
public sealed record Regime
{
    const string RandomPrefix = "random:";
    const string CutPrefix = "cut:";
    const string CapturePrefix = "capture:";

    Regime(RegimeKind kind) => Kind = kind;

    /// <summary>No stop but at required waits.</summary>
    public static Regime None { get; } = new(RegimeKind.None);

    /// <summary>At each cut the first eight times it is reached, then at powers of two, as long as the states are not too large together.</summary>
    public static Regime Every { get; } = new(RegimeKind.Every);

    /// <summary>At each cut each time it is reached.</summary>
    public static Regime Exhaustive { get; } = new(RegimeKind.Exhaustive);

    /// <summary>When it stops.</summary>
    public RegimeKind Kind { get; }

    /// <summary>The seed of random stops.</summary>
    public int Seed { get; private init; }

    /// <summary>The id of the one cut that stops, for <see cref="RegimeKind.Cut"/>.</summary>
    public string? Cut { get; private init; }

    /// <summary>Which hit of the cut, or which capture of the call, stops; the first is 1.</summary>
    public long Number { get; private init; }

    /// <summary>What the frames go through at a stop.</summary>
    public Passage Passage { get; init; }

    /// <summary>The frames go on from what came out of the passage at every so many stops, and as they are at the others.</summary>
    public int Each { get; init; } = 1;

    /// <summary>Stops chosen at random; the same seed makes the same choices.</summary>
    public static Regime Random(int seed) => new(RegimeKind.Random) { Seed = seed };

    /// <summary>One stop: when the cut with this id is reached for the <paramref name="hit"/>th time.</summary>
    public static Regime AtCut(string cut, long hit) => new(RegimeKind.Cut) { Cut = cut, Number = hit };

    /// <summary>One stop: the <paramref name="number"/>th time that the call can be stopped.</summary>
    public static Regime AtCapture(long number) => new(RegimeKind.Capture) { Number = number };

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is no regime.</exception>
    public static Regime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (kind, passage, each) = Split(text.Trim());
        var regime = kind switch
        {
            "none" => None,
            "every" => Every,
            "every!" => Exhaustive,
            _ when kind.StartsWith(RandomPrefix, StringComparison.Ordinal) && int.TryParse(kind[RandomPrefix.Length..], CultureInfo.InvariantCulture, out var seed) => Random(seed),
            _ when kind.StartsWith(CapturePrefix, StringComparison.Ordinal) && ParseNumber(kind[CapturePrefix.Length..]) is { } number => AtCapture(number),
            _ when kind.StartsWith(CutPrefix, StringComparison.Ordinal) && kind.LastIndexOf('@') is > 4 and var at && ParseNumber(kind[(at + 1)..]) is { } hit =>
                AtCut(kind[CutPrefix.Length..at], hit),
            _ => throw new FormatException($"'{text}' is no regime: say none, every, every!, random:SEED, cut:ID@HIT or capture:NUMBER, and perhaps +fresh, +chain, +poison or +same after it."),
        };
        return regime with { Passage = passage, Each = each };
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        RegimeKind.None => "none",
        RegimeKind.Every => "every",
        RegimeKind.Exhaustive => "every!",
        RegimeKind.Random => RandomPrefix + Seed.ToString(CultureInfo.InvariantCulture),
        RegimeKind.Cut => string.Create(CultureInfo.InvariantCulture, $"{CutPrefix}{Cut}@{Number}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{CapturePrefix}{Number}"),
    } + (Passage == Passage.Graft ? "" : "+" + NameOf(Passage)) + (Each == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{Each}"));

    static (string Kind, Passage Passage, int Each) Split(string text)
    {
        // The id of a cut may hold both marks, but it ends with its hit.
        var tail = text.LastIndexOf('@') + 1;
        var plus = text.IndexOf('+', tail);
        if (plus < 0)
            return (text, Passage.Graft, 1);
        var name = text[(plus + 1)..];
        var slash = name.IndexOf('/');
        var each = slash >= 0 && ParseNumber(name[(slash + 1)..]) is { } number ? (int)number : 1;
        if (slash >= 0)
            name = name[..slash];
        foreach (var passage in Enum.GetValues<Passage>())
        {
            if (NameOf(passage) == name)
                return (text[..plus], passage, each);
        }
        return (text, Passage.Graft, 1);
    }

    static string NameOf(Passage passage) => passage switch
    {
        Passage.Graft => "graft",
        Passage.Fresh => "fresh",
        Passage.Chain => "chain",
        Passage.Poison => "poison",
        _ => "same",
    };

    static long? ParseNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}

namespace Weave.Fuzz.Generation;

/// <summary>How often each feature is used. Statements and expressions have weights among their like; names that begin with <c>cuts-in-</c> are percentages:
/// how often a cut may stand there. What the compiler refuses has a low one, so that nearly all methods are woven and the refusals are still walked.</summary>
sealed class Features
{
    static readonly Dictionary<string, int> defaults = new(StringComparer.Ordinal)
    {
        // Statements.
        ["declare"] = 140,
        ["assign"] = 160,
        ["log"] = 60,
        ["call"] = 50,
        ["if"] = 90,
        ["for"] = 70,
        ["while"] = 40,
        ["do"] = 30,
        ["foreach"] = 80,
        ["try"] = 80,
        ["throw"] = 20,
        ["jump"] = 60,
        ["switch"] = 50,
        ["mutate"] = 80,
        ["alias"] = 50,
        ["deconstruct"] = 40,
        ["assignment-paths"] = 30,
        ["block"] = 20,
        ["closure"] = 40,
        ["local-function"] = 30,
        ["using"] = 30,
        ["checked"] = 20,
        ["goto"] = 15,
        ["wait"] = 30,
        ["order"] = 50,
        ["family"] = 80,
        ["reference"] = 30,
        ["span"] = 20,
        ["captured-loop"] = 20,
        ["iterator"] = 20,

        // Expressions.
        ["literal"] = 25,
        ["variable"] = 220,
        ["operator"] = 140,
        ["say"] = 60,
        ["cut"] = 120,
        ["method"] = 90,
        ["choice"] = 40,
        ["logic"] = 60,
        ["assignment"] = 50,
        ["element"] = 60,
        ["member"] = 70,
        ["coalesce"] = 40,
        ["interpolation"] = 40,
        ["switch-expression"] = 30,
        ["pattern"] = 40,
        ["lambda"] = 30,
        ["arguments"] = 30,
        ["out"] = 30,
        ["creation"] = 80,
        ["conversion"] = 30,
        ["range"] = 20,
        ["await"] = 60,
        ["virtual"] = 30,
        ["query"] = 10,
        ["throw-expression"] = 10,
        ["type-parameter"] = 60,

        // Where cuts may stand, in percent.
        ["cuts-in-interpolation"] = 100,
        ["cuts-in-coalesce"] = 100,
        ["cuts-in-conditional-access"] = 100,
        ["cuts-in-initializer"] = 100,
        ["cuts-in-collection"] = 20,
        ["cuts-in-switch-arm"] = 100,
        ["cuts-in-switch-section"] = 100,
        ["cuts-in-guard"] = 100,
        ["cuts-in-catch"] = 100,
        ["cuts-in-finally"] = 100,
        ["cuts-in-using"] = 100,
        ["cuts-in-checked"] = 100,
        ["cuts-in-for-parts"] = 100,
        ["cuts-in-do-condition"] = 100,
        ["cuts-in-foreach-bcl"] = 100,
        ["cuts-in-foreach-sequence"] = 1,
        ["cuts-in-nested-place"] = 100,
        ["cuts-in-switch-subject"] = 100,
        ["cuts-in-label"] = 100,
        ["cuts-in-operator"] = 100,
        ["cuts-in-choice"] = 100,
        ["cuts-in-logic"] = 100,
        ["cuts-in-target"] = 100,
        ["cuts-in-argument"] = 100,
        ["cuts-in-pattern"] = 100,
        ["cuts-in-out"] = 100,
        ["cuts-in-creation"] = 100,
        ["cuts-in-deconstruction"] = 100,
        ["cuts-in-throw-expression"] = 100,
        ["cuts-in-with"] = 100,
        ["cuts-in-range"] = 100,

        // Collections whose codec may be missing, in percent of the times they are drawn.
        ["sorted"] = 100,
        ["heap"] = 100,
        ["jagged"] = 100,

        // Methods, in percent.
        ["async-method"] = 25,
        ["plain-method"] = 15,
        ["instance-method"] = 18,
        ["virtual-method"] = 15,
        ["unmarked-override"] = 20,
        ["struct-method"] = 10,
        ["extension-method"] = 12,
        ["generic-type"] = 10,
        ["generic-method"] = 20,
        ["recursive-method"] = 15,
        ["unguarded"] = 4,
    };

    /// <summary>What every program needs to be one.</summary>
    static readonly string[] always = ["declare", "assign", "log", "literal", "variable", "operator", "say", "cut", "cuts-in-operator", "creation", "block"];

    readonly Dictionary<string, int> weights;

    Features(Dictionary<string, int> weights) => this.weights = weights;

    public static Features All { get; } = new(defaults);

    public static IEnumerable<string> Names => defaults.Keys;

    /// <summary>These features and what every program needs; a named one that is hardly used otherwise is used.</summary>
    public static Features Only(IReadOnlyCollection<string> names)
    {
        foreach (var name in names.Where(static n => !defaults.ContainsKey(n)))
            throw new ArgumentException($"There is no feature '{name}'. There are: {string.Join(", ", defaults.Keys)}.");
        return new(defaults.ToDictionary(
            static f => f.Key,
            f => names.Contains(f.Key) ? Math.Max(f.Value, f.Key.StartsWith("cuts-in-", StringComparison.Ordinal) || f.Key.EndsWith("-method", StringComparison.Ordinal) || f.Key == "generic-type" ? 60 : 120) : always.Contains(f.Key) ? f.Value : 0));
    }

    /// <summary>The same with more of these.</summary>
    public Features More(IReadOnlyList<string> names) => new(weights.ToDictionary(static f => f.Key, f => names.Contains(f.Key) ? Math.Max(f.Value, 80) : f.Value));

    public int this[string name] => weights[name];
}

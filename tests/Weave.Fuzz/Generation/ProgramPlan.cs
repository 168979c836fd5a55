namespace Weave.Fuzz.Generation;

/// <summary>A program being written: its methods, and how much may still be written.</summary>
sealed class ProgramPlan(Dice dice, Features features)
{
    public Dice Dice => dice;

    public Features Features => features;

    public List<MethodPlan> Methods { get; } = [];

    /// <summary>Statements that the method being written may still have.</summary>
    public int Budget { get; set; }

    /// <summary>One of these types; those that are features of their own only as often as the feature says.</summary>
    public Ty Draw(IReadOnlyList<Ty> types)
    {
        while (true)
        {
            var type = dice.Pick(types);
            var feature = type == Ty.Sorted ? "sorted" : type == Ty.Heap ? "heap" : type == Ty.Jagged ? "jagged" : null;
            if (feature is null || dice.Chance(features[feature]))
                return type;
        }
    }

    /// <summary>As often as the feature says.</summary>
    public bool Is(string feature) => dice.Chance(features[feature]);

    public IEnumerable<Ty> Several(int least, int most, Func<Ty> draw) => [.. Enumerable.Range(0, dice.Between(least, most)).Select(_ => draw())];

    /// <summary>Methods that belong to a type.</summary>
    public IReadOnlyList<MethodPlan> Of(Home home) => [.. Methods.Where(m => m.Home == home)];
}

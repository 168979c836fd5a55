namespace Weave.Fuzz.Generation;

/// <summary>A program being written: its methods, and how much may still be written.</summary>
sealed class ProgramPlan(Dice dice, Features features)
{
    public Dice Dice => dice;

    public Features Features => features;

    /// <summary>One of these types; those that are features of their own only as often as the feature says.</summary>
    public Ty Draw(IReadOnlyList<Ty> types)
    {
        while (true)
        {
            var type = dice.Pick(types);
            var feature = type == Ty.Sorted ? "sorted" : type == Ty.Heap ? "heap" : null;
            if (feature is null || dice.Chance(features[feature]))
                return type;
        }
    }

    public List<MethodPlan> Methods { get; } = [];

    /// <summary>Statements that the method being written may still have.</summary>
    public int Budget { get; set; }
}

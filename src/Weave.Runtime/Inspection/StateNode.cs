namespace Weave.Inspection;

/// <summary>One value in a checkpoint, as a schema names it: a frame, a variable, a field, an element.</summary>
/// <param name="Name">Its name in what holds it; an index for an element.</param>
/// <param name="Type">Its type as the schema spells it; empty where the schema does not say.</param>
/// <param name="Text">The value as text; null when it has parts instead.</param>
/// <param name="Parts">What it consists of.</param>
public sealed record StateNode(string Name, string Type, string? Text, IReadOnlyList<StateNode> Parts)
{
    /// <summary>The object's strand-stable id; null for a value.</summary>
    public long? Id { get; init; }

    /// <summary>True if the object's parts are shown elsewhere: it was referred to before, or lies too deep.</summary>
    public bool IsReference { get; init; }

    /// <summary>How many parts are left out because there are too many.</summary>
    public int Hidden { get; init; }
}

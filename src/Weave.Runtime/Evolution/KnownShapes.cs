using Weave.Contracts;

namespace Weave.Evolution;

/// <summary>The runtime's own types whose values are more than one item. A test holds them against the codecs.</summary>
static class KnownShapes
{
    /// <summary>The shape of a type, or null for one item.</summary>
    /// <param name="definition">Its name without type arguments.</param>
    /// <param name="arguments">The shapes of its type arguments.</param>
    public static Shape? Of(string definition, IReadOnlyList<Shape> arguments) => definition switch
    {
        "System.DateTimeOffset" or "System.Range" => new Shape.Items(2),
        "System.ArraySegment<>" => new Shape.Items(3),
        "System.Collections.Generic.KeyValuePair<,>" => new Shape.Sequence(arguments),
        _ when definition.StartsWith("System.ValueTuple<", StringComparison.Ordinal) => new Shape.Sequence(arguments),
        _ => null,
    };
}

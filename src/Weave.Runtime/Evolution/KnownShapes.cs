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
        "System.Numerics.Complex" or "System.Numerics.Vector2" => new Shape.Items(2),
        "System.ArraySegment<>" or "System.Memory<>" or "System.ReadOnlyMemory<>" or "System.Numerics.Vector3" => new Shape.Items(3),
        "System.Numerics.Vector4" or "System.Numerics.Quaternion" or "System.Numerics.Plane" => new Shape.Items(4),
        "System.Numerics.Matrix3x2" => new Shape.Items(6),
        "System.Numerics.Matrix4x4" => new Shape.Items(16),
        "System.Collections.Generic.KeyValuePair<,>" => new Shape.Sequence(arguments),
        _ when definition.StartsWith("System.ValueTuple<", StringComparison.Ordinal) => new Shape.Sequence(arguments),
        _ => null,
    };
}

namespace Weave.Evolution;

/// <summary>How many items a value takes, as its type tells: what is needed to find the next value without knowing the type's codec.</summary>
abstract record Shape
{
    Shape()
    {
    }

    /// <summary>One item: a number, a text, a reference.</summary>
    public static Shape One { get; } = new Items(1);

    /// <summary>An array's head, which says how many items follow.</summary>
    public static Shape Counted { get; } = new Block();

    /// <summary>See <see cref="Counted"/>.</summary>
    public sealed record Block : Shape;

    /// <summary>So many items.</summary>
    public sealed record Items(int Count) : Shape;

    /// <summary>Values one after another; nil where there are none.</summary>
    public sealed record Sequence(IReadOnlyList<Shape> Parts) : Shape;

    /// <summary>Nil, or true and the value.</summary>
    public sealed record Optional(Shape Value) : Shape;
}

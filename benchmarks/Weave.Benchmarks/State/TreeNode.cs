namespace Weave.Benchmarks.State;

/// <summary>A small object of a large graph; as a tree, so that JSON can say the same.</summary>
public sealed class TreeNode
{
    public int Key { get; set; }

    public long Weight { get; set; }

    public double Price { get; set; }

    public string Name { get; set; } = "";

    public TreeNode? Left { get; set; }

    public TreeNode? Right { get; set; }

    /// <summary>A balanced tree of so many nodes.</summary>
    internal static TreeNode? Make(int count, Random random)
    {
        if (count == 0)
            return null;
        var left = (count - 1) / 2;
        return new TreeNode
        {
            Key = random.Next(1_000_000),
            Weight = random.NextInt64(1L << 40),
            Price = random.Next(1, 100_000) / 100.0,
            Name = "item-" + random.Next(10_000),
            Left = Make(left, random),
            Right = Make(count - 1 - left, random),
        };
    }

    internal static bool Same(TreeNode? a, TreeNode? b) =>
        a is null || b is null
            ? a == b
            : a.Key == b.Key && a.Weight == b.Weight && a.Price == b.Price && a.Name == b.Name && Same(a.Left, b.Left) && Same(a.Right, b.Right);
}

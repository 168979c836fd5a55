namespace Weave.Benchmarks.State;

/// <summary>Fragment functions whose entry frames hold the state that is measured.</summary>
public static partial class StateFragments
{
    [Fragment]
    public static int Tree(TreeNode root, int rounds)
    {
        while (rounds > 0)
            rounds--;
        return root.Key + rounds;
    }

    [Fragment]
    public static double Numbers(double[] numbers, int rounds)
    {
        while (rounds > 0)
            rounds--;
        return numbers[0] + rounds;
    }

    [Fragment]
    public static int Shared(List<int> shared, int rounds)
    {
        while (rounds > 0)
            rounds--;
        return shared.Count + rounds;
    }

    [Fragment]
    public static int Small(SmallOrder order, int rounds)
    {
        while (rounds > 0)
            rounds--;
        return order.Items.Count + rounds;
    }
}

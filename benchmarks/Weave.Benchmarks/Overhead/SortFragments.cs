namespace Weave.Benchmarks.Overhead;

/// <summary>QuickSort returns nothing, and after a resume it has sorted the strand's own copy of the array: this hands that out.</summary>
public static partial class SortFragments
{
    [Fragment]
    public static int[] Sorted(int[] values)
    {
        Kernels.QuickSort(values, 0, values.Length - 1);
        return values;
    }
}

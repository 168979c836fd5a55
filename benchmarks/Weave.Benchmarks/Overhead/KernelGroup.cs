namespace Weave.Benchmarks.Overhead;

/// <summary>What a kernel is made of.</summary>
public enum KernelGroup
{
    Loop,
    Recursion,
}

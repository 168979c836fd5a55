using Weave.Benchmarks.Reporting;

namespace Weave.Benchmarks.Overhead;

/// <summary>What was measured of one kernel.</summary>
public sealed class KernelResult(Kernel kernel)
{
    readonly Dictionary<Variant, Samples> times = kernel.Variants.ToDictionary(v => v, _ => new Samples());

    public Kernel Kernel => kernel;

    /// <summary>Of the first plain run; every other run has to agree.</summary>
    public ulong? Checksum { get; set; }

    /// <summary>From the request to the moment the stack has unwound.</summary>
    public Samples Stops { get; } = new();

    /// <summary>The same for a thread that only spins on a flag, taken in turn with the stops.</summary>
    public Samples Flags { get; } = new();

    /// <summary>The very first stop, with the compilation of what captures.</summary>
    public Samples FirstStop { get; } = new();

    /// <summary>Bytes of a checkpoint, on average.</summary>
    public double CheckpointBytes { get; set; }

    /// <summary>Woven to plain, best to best.</summary>
    public double Overhead => Of(Variant.Woven).Best / Of(Variant.Plain).Best;

    /// <summary>Async to woven, best to best.</summary>
    public double AsyncRatio => Of(Variant.Async).Best / Of(Variant.Woven).Best;

    /// <summary>How far two runs of the same code are apart, at least 1.</summary>
    public double Noise => Math.Max(Of(Variant.Plain).Best / Of(Variant.Control).Best, Of(Variant.Control).Best / Of(Variant.Plain).Best);

    public Samples Of(Variant variant) => times[variant];

    /// <summary>Compares the result of the last run with all before it.</summary>
    public void Check(string what)
    {
        var sum = kernel.Checksum();
        Checksum ??= sum;
        if (Checksum != sum)
            throw new BenchmarkFailedException($"{kernel.Name}, {what}: the checksum is {sum:x16} and should be {Checksum:x16}.");
    }
}

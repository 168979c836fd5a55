using Weave.Execution;

namespace Weave.Benchmarks.Capture;

/// <summary>A call whose strand is captured over and over at the same cut.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Frames">How many frames it has there.</param>
/// <param name="Batch">Captures whose mean is one sample.</param>
/// <param name="Run">Runs the call on a driver, polling this many times at that cut; its result.</param>
/// <param name="Expected">What the plain method makes of the same arguments.</param>
sealed record CaptureScenario(string Name, int Frames, int Batch, Func<StrandDriver, int, double> Run, Func<int, double> Expected)
{
    internal static IReadOnlyList<CaptureScenario> All { get; } =
    [
        new("8 values", 1, 10_000, static (driver, polls) => driver.Run(CaptureFragments.SmallCall(polls)), CaptureFragments.SmallPlain),
        Deep(1, 10_000),
        Deep(10, 2_000),
        Deep(1000, 40),
    ];

    static CaptureScenario Deep(int depth, int batch) =>
        new(
            $"stack of {depth}", depth, batch,
            (driver, polls) => driver.Run(CaptureFragments.Fragments.Deep(depth, polls, 1L << 50)), polls => CaptureFragments.Deep(depth, polls, 1L << 50));
}

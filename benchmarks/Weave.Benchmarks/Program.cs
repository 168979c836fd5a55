using Weave.Benchmarks.Capture;
using Weave.Benchmarks.Overhead;

if (args is not ["overhead" or "capture"])
{
    Console.Error.WriteLine("usage: Weave.Benchmarks overhead | capture");
    Console.Error.WriteLine("  overhead   woven methods against the plain ones and async ValueTask: time, allocation, time to stop");
    Console.Error.WriteLine("  capture    capture + serialise + load + resume of small frames and deep stacks");
    return 2;
}

// The engine's workers have 16 MB of stack: the benchmarks run as they do.
const int StackSize = 16 << 20;
var exitCode = 1;
var thread = new Thread(() => exitCode = args[0] == "overhead" ? new OverheadBenchmark(Console.Out).Run() : new CaptureBenchmark(Console.Out).Run(), StackSize);
thread.Start();
thread.Join();
return exitCode;

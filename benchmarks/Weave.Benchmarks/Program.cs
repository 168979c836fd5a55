using Weave.Benchmarks.Capture;
using Weave.Benchmarks.Compiler;
using Weave.Benchmarks.Overhead;
using Weave.Benchmarks.State;
using Weave.Benchmarks.Transport;

if (args is not ["overhead" or "capture" or "state" or "generator" or "transport"])
{
    Console.Error.WriteLine("usage: Weave.Benchmarks overhead | capture | state | generator | transport");
    Console.Error.WriteLine("  overhead   woven methods against the plain ones and async ValueTask: time, allocation, time to stop");
    Console.Error.WriteLine("  capture    capture + serialise + load + resume of small frames and deep stacks");
    Console.Error.WriteLine("  state      large state: full checkpoints against JSON, deltas of an array and of a deep stack, small checkpoints with a dictionary");
    Console.Error.WriteLine("  generator  the source generator: cold, again, after an edit elsewhere, after an edit of one body");
    Console.Error.WriteLine("  transport  connections between hubs against loops over a socket, with TLS and without");
    return 2;
}

// The engine's workers have 16 MB of stack: the benchmarks run as they do.
const int StackSize = 16 << 20;
var exitCode = 1;
var thread = new Thread(
    () => exitCode = args[0] switch
    {
        "overhead" => new OverheadBenchmark(Console.Out).Run(),
        "capture" => new CaptureBenchmark(Console.Out).Run(),
        "state" => new StateBenchmark(Console.Out).Run(),
        "transport" => new TransportBenchmark(Console.Out).Run(),
        _ => new GeneratorBenchmark(Console.Out).Run(),
    },
    StackSize);
thread.Start();
thread.Join();
return exitCode;

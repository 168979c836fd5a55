Console.WriteLine(Weave.Benchmarks.Kernels.Fibonacci(10));

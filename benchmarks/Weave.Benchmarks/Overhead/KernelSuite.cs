namespace Weave.Benchmarks.Overhead;

/// <summary>The kernels with inputs of realistic size and irregular content, each sized for a run of at most a few milliseconds.</summary>
sealed unsafe class KernelSuite
{
    const int TextLength = 256 << 10;
    const int DocumentLength = 32 << 10;
    const int SmallText = 300;
    const int MatrixSize = 100;

    readonly Random random = new(20260801);

    internal KernelSuite()
    {
        Text = RealText.Read(TextLength);
        All = [.. Loops(), .. Recursion()];
    }

    internal RealText Text { get; }

    internal IReadOnlyList<Kernel> All { get; }

    IEnumerable<Kernel> Loops()
    {
        var bodies = new Kernels.Body[5];
        var text = Text.Content;
        var words = text.Split((char[])[' ', '\n', '\r', '\t', '<', '>', '"', '.', ','], StringSplitOptions.RemoveEmptyEntries).ToList();
        var smallText = text[..SmallText];
        return
        [
            new UnaryKernel<int[], long>(nameof(Kernels.ArraySum), KernelGroup.Loop, &Kernels.ArraySum, &Kernels.ArraySum__woven, Integers(100), Integers(250_000), Checksum.Of),
            new UnaryKernel<int, int>(nameof(Kernels.Sieve), KernelGroup.Loop, &Kernels.Sieve, &Kernels.Sieve__woven, 100, 80_000, Checksum.Of),
            new TernaryKernel<double[], double[], int, double[]>(
                nameof(Kernels.MatrixMultiply), KernelGroup.Loop, &Kernels.MatrixMultiply, &Kernels.MatrixMultiply__woven,
                (Doubles(8 * 8), Doubles(8 * 8), 8), (Doubles(MatrixSize * MatrixSize), Doubles(MatrixSize * MatrixSize), MatrixSize), Checksum.Of),
            new UnaryKernel<int, double>(nameof(Kernels.SpectralNorm), KernelGroup.Loop, &Kernels.SpectralNorm, &Kernels.SpectralNorm__woven, 8, 100, Checksum.Of)
            {
                Methods = Kernel.MethodsOf(nameof(Kernels.SpectralNorm), nameof(Kernels.SpectralNorm__woven), "MultiplyAtAv", "MultiplyAtAv__woven"),
            },
            new UnaryKernel<int, int>(nameof(Kernels.Fannkuch), KernelGroup.Loop, &Kernels.Fannkuch, &Kernels.Fannkuch__woven, 4, 8, Checksum.Of),
            new UnaryKernel<int, int>(nameof(Kernels.Mandelbrot), KernelGroup.Loop, &Kernels.Mandelbrot, &Kernels.Mandelbrot__woven, 6, 150, Checksum.Of),
            new BinaryKernel<Kernels.Body[], int, double>(nameof(Kernels.NBody), KernelGroup.Loop, &Kernels.NBody, &Kernels.NBody__woven, (bodies, 20), (bodies, 10_000), Checksum.Of)
            {
                Prepare = () => Place(bodies),
            },
            new UnaryKernel<string, int>(nameof(Kernels.WordCount), KernelGroup.Loop, &Kernels.WordCount, &Kernels.WordCount__woven, smallText, text, Checksum.Of),
            new UnaryKernel<List<string>, Dictionary<string, int>>(nameof(Kernels.Tally), KernelGroup.Loop, &Kernels.Tally, &Kernels.Tally__woven, [.. words.Take(50)], words, Checksum.Of),
            new UnaryKernel<string, string>(nameof(Kernels.Escape), KernelGroup.Loop, &Kernels.Escape, &Kernels.Escape__woven, smallText, text[..DocumentLength], Checksum.Of),
        ];
    }

    IEnumerable<Kernel> Recursion() =>
    [
        new UnaryKernel<int, long>(nameof(Kernels.Fibonacci), KernelGroup.Recursion, &Kernels.Fibonacci, &Kernels.Fibonacci__woven, 8, 25, Checksum.Of, &Kernels.FibonacciAsync)
        {
            Methods = Kernel.MethodsOf(nameof(Kernels.Fibonacci), nameof(Kernels.Fibonacci__woven), nameof(Kernels.FibonacciAsync)),
        },
        new BinaryKernel<int, int, int>(nameof(Kernels.Ackermann), KernelGroup.Recursion, &Kernels.Ackermann, &Kernels.Ackermann__woven, (2, 4), (2, 300), Checksum.Of, &Kernels.AckermannAsync)
        {
            Methods = Kernel.MethodsOf(nameof(Kernels.Ackermann), nameof(Kernels.Ackermann__woven), nameof(Kernels.AckermannAsync)),
        },
        new TernaryKernel<int, int, int, int>(nameof(Kernels.Tak), KernelGroup.Recursion, &Kernels.Tak, &Kernels.Tak__woven, (6, 4, 2), (18, 12, 6), Checksum.Of, &Kernels.TakAsync)
        {
            Methods = Kernel.MethodsOf(nameof(Kernels.Tak), nameof(Kernels.Tak__woven), nameof(Kernels.TakAsync)),
        },
        Sort(Integers(60), Integers(20_000)),
        new UnaryKernel<int, Kernels.Tree>(nameof(Kernels.Grow), KernelGroup.Recursion, &Kernels.Grow, &Kernels.Grow__woven, 4, 14, Checksum.Of),
        new UnaryKernel<Kernels.Tree, int>(nameof(Kernels.Count), KernelGroup.Recursion, &Kernels.Count, &Kernels.Count__woven, IrregularTree(40), IrregularTree(30_000), Checksum.Of),
    ];

    static UnaryKernel<int[], int[]> Sort(int[] small, int[] real)
    {
        var (smallSource, realSource) = (small.ToArray(), real.ToArray());
        return new UnaryKernel<int[], int[]>(
            nameof(Kernels.QuickSort), KernelGroup.Recursion, &SortFragments.Sorted, &SortFragments.Sorted__woven, small, real, Checksum.Of)
        {
            Prepare = () =>
            {
                smallSource.CopyTo(small, 0);
                realSource.CopyTo(real, 0);
            },
        };
    }

    int[] Integers(int length)
    {
        var values = new int[length];
        foreach (ref var value in values.AsSpan())
            value = random.Next();
        return values;
    }

    double[] Doubles(int length)
    {
        var values = new double[length];
        foreach (ref var value in values.AsSpan())
            value = random.NextDouble() - 0.5;
        return values;
    }

    /// <summary>A tree of this many leaves, split at random: neither balanced nor in order in memory.</summary>
    Kernels.Tree IrregularTree(int leaves)
    {
        if (leaves == 1)
            return new Kernels.Tree(null, null);
        var left = random.Next(1, leaves);
        return new Kernels.Tree(IrregularTree(left), IrregularTree(leaves - left));
    }

    static void Place(Kernels.Body[] bodies)
    {
        for (var i = 0; i < bodies.Length; i++)
        {
            bodies[i] ??= new Kernels.Body();
            var (body, n) = (bodies[i], i + 1.0);
            (body.X, body.Y, body.Z) = (n * 3.1, n * n * -1.7, n * 0.9);
            (body.Vx, body.Vy, body.Vz) = (0.11 * n, 0.27 / n, -0.05 * n);
            body.Mass = 1 / (n * n);
        }
    }
}

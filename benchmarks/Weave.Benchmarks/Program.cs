using System.Diagnostics;
using Weave.Benchmarks;
using Weave.Execution;

var ctx = new StrandDriver(new StrandDriverOptions { StackBudget = 700 << 10 }).Attach();
var values = Enumerable.Range(0, 1_000_000).ToArray();
var m = Enumerable.Range(0, 120 * 120).Select(i => (double)i).ToArray();
var text = string.Concat(Enumerable.Repeat("hello big, wide \"world\" \n", 20000));
var words = text.Split(' ').ToList();
Kernels.Body[] Bodies() => Enumerable.Range(1, 5).Select(i => new Kernels.Body { X = i, Y = i * 2.5, Z = i * i, Mass = 1.0 / i, Vx = 0.1 * i }).ToArray();
var b1 = Bodies(); var b2 = Bodies();
var qs = new Random(1); var src = Enumerable.Range(0, 200000).Select(_ => qs.Next()).ToArray(); var q1 = new int[src.Length];
var tree = Kernels.Grow(14);
var list = new (string, Func<object?>, Func<object?>)[] {
 ("ArraySum", () => Kernels.ArraySum(values), () => Kernels.ArraySum__woven(ctx, values)),
 ("Sieve", () => Kernels.Sieve(1_000_000), () => Kernels.Sieve__woven(ctx, 1_000_000)),
 ("MatMul", () => Kernels.MatrixMultiply(m, m, 120), () => Kernels.MatrixMultiply__woven(ctx, m, m, 120)),
 ("Spectral", () => Kernels.SpectralNorm(200), () => Kernels.SpectralNorm__woven(ctx, 200)),
 ("Fannkuch", () => Kernels.Fannkuch(8), () => Kernels.Fannkuch__woven(ctx, 8)),
 ("Mandelbrot", () => Kernels.Mandelbrot(200), () => Kernels.Mandelbrot__woven(ctx, 200)),
 ("NBody", () => Kernels.NBody(b1, 20000), () => Kernels.NBody__woven(ctx, b2, 20000)),
 ("WordCount", () => Kernels.WordCount(text), () => Kernels.WordCount__woven(ctx, text)),
 ("Tally", () => Kernels.Tally(words), () => Kernels.Tally__woven(ctx, words)),
 ("Escape", () => Kernels.Escape(text), () => Kernels.Escape__woven(ctx, text)),
 ("Fibonacci", () => Kernels.Fibonacci(27), () => Kernels.Fibonacci__woven(ctx, 27)),
 ("Ackermann", () => Kernels.Ackermann(2, 600), () => Kernels.Ackermann__woven(ctx, 2, 600)),
 ("Tak", () => Kernels.Tak(18, 12, 6), () => Kernels.Tak__woven(ctx, 18, 12, 6)),
 ("QuickSort", () => { src.CopyTo(q1, 0); Kernels.QuickSort(q1, 0, q1.Length - 1); return q1; }, () => { src.CopyTo(q1, 0); Kernels.QuickSort__woven(ctx, q1, 0, q1.Length - 1); return q1; }),
 ("Grow", () => Kernels.Grow(14), () => Kernels.Grow__woven(ctx, 14)),
 ("Count", () => Kernels.Count(tree), () => Kernels.Count__woven(ctx, tree)),
};
foreach (var (name, plain, woven) in list)
{
    if (args.Length > 0 && args[0] != name) continue;
    for (var w = 0; w < 4; w++) { for (var i = 0; i < 60; i++) { plain(); woven(); } Thread.Sleep(250); }
    double p = 1e9, v = 1e9, p2 = 1e9;
    double Time(Func<object?> a) { var s = Stopwatch.GetTimestamp(); a(); return Stopwatch.GetElapsedTime(s).TotalMilliseconds; }
    for (var r = 0; r < 60; r++) { p = Math.Min(p, Time(plain)); v = Math.Min(v, Time(woven)); p2 = Math.Min(p2, Time(plain)); }
    Console.WriteLine($"{name,-12} plain {p,8:F3} woven {v,8:F3} ratio {v / p:F3} noise {p2 / p:F3}");
}

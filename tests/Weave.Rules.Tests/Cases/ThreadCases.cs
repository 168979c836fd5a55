namespace Weave.Rules.Tests.Cases;

static class ThreadCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        Case.In("WEAVE0501", "async local", "static readonly AsyncLocal<int> user = new(); [Fragment] public static int M(int x) => user.Value + x;", "'AsyncLocal.Value' belongs to the thread or call that uses it: 'M'", "user.Value"),
        Case.In("WEAVE0501", "thread local", "static readonly ThreadLocal<int> user = new(); [Fragment] public static int M(int x) => user.Value + x;", "'ThreadLocal.Value'"),
        Case.In("WEAVE0501", "thread static", "[ThreadStatic] static int depth; [Fragment] public static int M(int x) => depth + x;", "'Shop.depth'", "depth"),
        Case.In("WEAVE0501", "synchronization context", "[Fragment] public static bool M(int x) => SynchronizationContext.Current is null;", "'SynchronizationContext.Current'"),
        Case.In("WEAVE0501", "monitor", "[Fragment] public static void M(int[] x) { Monitor.Enter(x); Monitor.Exit(x); }", "'Monitor.Enter'"),
        Case.In("WEAVE0501", "lock statement", "static readonly Lock gate = new(); [Fragment] public static int M(int[] x) { lock (gate) { return x[0]; } }", null),
        Case.In("WEAVE0501", "in a step", "[Step] public static void M(int[] x) { Monitor.Enter(x); Monitor.Exit(x); }", null),
        Case.In("WEAVE0502", "sleep", "[Fragment] public static void M(int x) => Thread.Sleep(x);", "'Thread.Sleep' blocks a thread that other runs need, and 'M' cannot be stopped meanwhile: await Durable.Delay", "Thread.Sleep(x)"),
        Case.In("WEAVE0502", "result", "static Task<int> Ask(int x) => Task.FromResult(x); [Fragment] public static int M(int x) => Ask(x).Result;", "'Task.Result'", "Ask(x).Result"),
        Case.In("WEAVE0502", "wait", "static Task<int> Ask(int x) => Task.FromResult(x); [Fragment] public static void M(int x) => Ask(x).Wait();", "'Task.Wait'"),
        Case.In("WEAVE0502", "get result", "static Task<int> Ask(int x) => Task.FromResult(x); [Fragment] public static int M(int x) => Ask(x).GetAwaiter().GetResult();", "'TaskAwaiter.GetResult'"),
        Case.In("WEAVE0502", "semaphore", "static readonly SemaphoreSlim gate = new(1); [Fragment] public static void M(int x) => gate.Wait(x);", "'SemaphoreSlim.Wait'"),
        Case.In("WEAVE0502", "result of a task that is complete", "static Task<int> Ask(int x) => Task.FromResult(x); [Fragment] public static async Task<int> M(int x) { var a = Ask(x); var b = Ask(1); await Task.WhenAll(a, b); return a.Result + b.Result; }", null),
        Case.In("WEAVE0502", "something else called Result", "sealed record Answer(int Result) { public int Wait() => 1; } [Fragment] public static int M(int x) { var a = new Answer(x); return a.Result + a.Wait(); }", null),
        Case.In("WEAVE0502", "in a lambda of another thread", "[Fragment] public static async Task M(int x) => await Task.Run(() => Thread.Sleep(1));", null),
        Case.In("WEAVE0503", "task", "[Fragment] public static async Task<int> M(int x) => await Task.Run(() => 1) + x;", "'Task.Run' starts work that the run knows nothing of", "Task.Run(() => 1)"),
        Case.In("WEAVE0503", "thread", "[Fragment] public static void M(int x) { new Thread(() => { }).Start(); }", "'new Thread'"),
        Case.In("WEAVE0503", "parallel loop, which joins", "[Fragment] public static void M(int x) => Parallel.For(0, x, i => { });", null),
        Case.In("WEAVE0504", "delay", "[Fragment] public static async Task M(int x) => await Task.Delay(x);", "'Task.Delay' waits in this process", "Task.Delay(x)"),
        Case.In("WEAVE0504", "durable delay", "[Fragment] public static async Task M(int x) => await Durable.Delay(TimeSpan.FromSeconds(x));", null),
        Case.In("WEAVE0504", "in a step", "[Step] public static async Task M(int x) => await Task.Delay(x);", null),
    ];
}

using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>What the base library has that belongs to a thread, blocks one, or starts another.</summary>
static class ThreadApis
{
    const string Await = "await it";
    const string Delay = "await Durable.Delay";
    const string Outside = "wait in a [Step], or for something that Durable offers";

    /// <summary>The rows.</summary>
    public static ApiTable Table { get; } = new(
    [
        new(Rules.Blocking, "System.Threading.Thread", "Sleep SpinWait", Delay),
        new(Rules.Blocking, "System.Threading.Thread", "Join", Outside),
        new(Rules.Blocking, "System.Threading.SpinWait", "SpinOnce SpinUntil", Delay),
        new(Rules.Blocking, "System.Threading.Tasks.Task", "Wait WaitAll WaitAny RunSynchronously Result", Await),
        new(Rules.Blocking, "System.Threading.Tasks.ValueTask", "Result", Await),
        new(Rules.Blocking, "System.Runtime.CompilerServices.TaskAwaiter", "GetResult", Await),
        new(Rules.Blocking, "System.Runtime.CompilerServices.ValueTaskAwaiter", "GetResult", Await),
        new(Rules.Blocking, "System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter", "GetResult", Await),
        new(Rules.Blocking, "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter", "GetResult", Await),
        new(Rules.Blocking, "System.Threading.WaitHandle", "WaitOne WaitAll WaitAny SignalAndWait", Outside),
        new(Rules.Blocking, "System.Threading.ManualResetEventSlim", "Wait", Outside),
        new(Rules.Blocking, "System.Threading.SemaphoreSlim", "Wait", Outside),
        new(Rules.Blocking, "System.Threading.CountdownEvent", "Wait", Outside),
        new(Rules.Blocking, "System.Threading.Barrier", "SignalAndWait", Outside),
        new(Rules.Blocking, "System.Threading.Monitor", "Wait", Outside),
        new(Rules.Blocking, "System.Collections.Concurrent.BlockingCollection", "Take TakeFromAny GetConsumingEnumerable", Outside),
        new(Rules.Blocking, "System.Diagnostics.Process", "WaitForExit WaitForInputIdle", Outside),
        new(Rules.Blocking, "System.Console", "Read ReadLine ReadKey", Outside),

        new(Rules.ThreadBound, "System.Threading.AsyncLocal", ".ctor *"),
        new(Rules.ThreadBound, "System.Threading.ThreadLocal", ".ctor *"),
        new(Rules.ThreadBound, "System.Threading.SynchronizationContext", "*"),
        new(Rules.ThreadBound, "System.Threading.ExecutionContext", "*"),
        new(Rules.ThreadBound, "System.Threading.Thread", "CurrentThread CurrentPrincipal GetCurrentProcessorId GetData SetData GetNamedDataSlot AllocateDataSlot BeginThreadAffinity EndThreadAffinity BeginCriticalRegion EndCriticalRegion"),
        new(Rules.ThreadBound, "System.Environment", "CurrentManagedThreadId"),
        new(Rules.ThreadBound, "System.Threading.Monitor", "Enter Exit TryEnter Pulse PulseAll IsEntered"),
        new(Rules.ThreadBound, "System.Threading.Lock", "Enter TryEnter EnterScope Exit"),
        new(Rules.ThreadBound, "System.Threading.SpinLock", "Enter TryEnter Exit"),
        new(Rules.ThreadBound, "System.Threading.Mutex", "ReleaseMutex"),
        new(Rules.ThreadBound, "System.Threading.ReaderWriterLock", "Acquire* Release* UpgradeToWriterLock DowngradeFromWriterLock"),
        new(Rules.ThreadBound, "System.Threading.ReaderWriterLockSlim", "Enter* TryEnter* Exit*"),
        new(Rules.ThreadBound, "System.Threading.Tasks.TaskScheduler", "Current FromCurrentSynchronizationContext"),
        new(Rules.ThreadBound, "System.Transactions.Transaction", "Current"),
        new(Rules.ThreadBound, "System.Transactions.TransactionScope", ".ctor"),
        new(Rules.ThreadBound, "System.Diagnostics.Activity", "Current"),
        new(Rules.ThreadBound, "Microsoft.AspNetCore.Http.IHttpContextAccessor", "HttpContext"),

        new(Rules.OtherThread, "System.Threading.Tasks.Task", "Run Start ContinueWith .ctor"),
        new(Rules.OtherThread, "System.Threading.Tasks.TaskFactory", "StartNew ContinueWhenAll ContinueWhenAny"),
        new(Rules.OtherThread, "System.Threading.Thread", "Start UnsafeStart .ctor"),
        new(Rules.OtherThread, "System.Threading.ThreadPool", "QueueUserWorkItem UnsafeQueueUserWorkItem RegisterWaitForSingleObject UnsafeRegisterWaitForSingleObject"),
        new(Rules.OtherThread, "System.Threading.Timer", ".ctor"),
        new(Rules.OtherThread, "System.Timers.Timer", ".ctor Start"),
        new(Rules.OtherThread, "System.ComponentModel.BackgroundWorker", "RunWorkerAsync"),

        new(Rules.ForgottenDelay, "System.Threading.Tasks.Task", "Delay"),
        new(Rules.ForgottenDelay, "System.Threading.PeriodicTimer", "WaitForNextTickAsync"),
    ]);
}

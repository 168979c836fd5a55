using System.Diagnostics;

namespace Weave.Benchmarks.Overhead;

/// <summary>The thread that asks a running strand to stop, at a moment that has nothing to do with where the strand is.</summary>
sealed class Requester : IDisposable
{
    const int LongestDelayMs = 3;
    const int MostSpins = 2000;

    readonly SemaphoreSlim armed = new(0);
    readonly SemaphoreSlim done = new(0);
    readonly Random random = new(7);
    readonly Thread thread;
    Action? request;
    long requestedAt;

    internal Requester()
    {
        thread = new Thread(Serve) { IsBackground = true, Name = "requester" };
        thread.Start();
    }

    /// <summary>Makes the request in a few milliseconds: the caller is in its loop by then.</summary>
    internal void Arm(Action stop)
    {
        request = stop;
        armed.Release();
    }

    /// <summary>The timestamp just before the request was made.</summary>
    internal long RequestedAt()
    {
        done.Wait();
        return requestedAt;
    }

    public void Dispose()
    {
        request = null;
        armed.Release();
        thread.Join();
        armed.Dispose();
        done.Dispose();
    }

    void Serve()
    {
        while (true)
        {
            armed.Wait();
            if (request is not { } stop)
                return;

            // Asleep for most of it: a thread that spins would take the second core from whoever else runs.
            Thread.Sleep(random.Next(1, LongestDelayMs + 1));
            Thread.SpinWait(random.Next(MostSpins));
            requestedAt = Stopwatch.GetTimestamp();
            stop();
            done.Release();
        }
    }
}

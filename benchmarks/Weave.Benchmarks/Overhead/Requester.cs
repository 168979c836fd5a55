using System.Diagnostics;

namespace Weave.Benchmarks.Overhead;

/// <summary>The thread that asks a running strand to stop, at a moment that has nothing to do with where the strand is.</summary>
sealed class Requester : IDisposable
{
    static readonly double ticksPerMicrosecond = Stopwatch.Frequency / 1e6;

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

    /// <summary>Makes the request in one to two milliseconds: the caller is in its loop by then.</summary>
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
            Thread.Sleep(1);
            var until = Stopwatch.GetTimestamp() + (long)(random.Next(1000) * ticksPerMicrosecond);
            while (Stopwatch.GetTimestamp() < until)
            {
            }

            requestedAt = Stopwatch.GetTimestamp();
            stop();
            done.Release();
        }
    }
}

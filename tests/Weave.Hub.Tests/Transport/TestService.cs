using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

/// <summary>Echoes, refuses, fails, or waits; counts how often each numbered request was done.</summary>
sealed class TestService(string hub) : IPeerService
{
    int atWork;

    /// <summary>How often the request with this number was done.</summary>
    public ConcurrentDictionary<long, int> Done { get; } = [];

    /// <summary>Requests to <see cref="PeerMethod.MoveState"/> wait for this.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a request waits for <see cref="Gate"/>.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the service is told that nobody waits any more.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? From { get; private set; }

    public int MostAtWork { get; private set; }

    public bool IsQuick(PeerMethod method) => method is PeerMethod.Echo or PeerMethod.News;

    public async ValueTask<ReadOnlyMemory<byte>> HandleAsync(string from, PeerMethod method, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        From = from;
        lock (this)
            MostAtWork = Math.Max(MostAtWork, ++atWork);
        try
        {
            switch (method)
            {
                case PeerMethod.Echo:
                    return body;
                case PeerMethod.News or PeerMethod.MoveGo:
                    Done.AddOrUpdate(BinaryPrimitives.ReadInt64LittleEndian(body.Span), 1, static (_, n) => n + 1);
                    return body;
                case PeerMethod.MoveOffer:
                    throw new PeerRefusedException(hub, "no room");
                case PeerMethod.MoveAbort:
                    throw new InvalidOperationException("a secret");
                case PeerMethod.MoveState:
                    Waiting.TrySetResult();
                    await Gate.Task.WaitAsync(cancel);
                    return body;
                default:
                    return SHA256.HashData(body.Span);
            }
        }
        catch (OperationCanceledException)
        {
            Cancelled.TrySetResult();
            throw;
        }
        finally
        {
            lock (this)
                atWork--;
        }
    }
}

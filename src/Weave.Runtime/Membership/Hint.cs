using System.Threading.Channels;

namespace Weave.Cluster;

/// <summary>Something to look at: given any number of times, taken once.</summary>
sealed class Hint
{
    readonly Channel<bool> given = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Give() => given.Writer.TryWrite(true);

    public async Task TakeAsync(CancellationToken cancel) => await given.Reader.ReadAsync(cancel).ConfigureAwait(false);

    /// <summary>As above; a timeout or a cancel only ends the wait.</summary>
    public async Task TakeAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await TakeAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nothing was given.
        }
    }
}

using System.Threading.Channels;

namespace Weave;

/// <summary>Calls the user's observers one after another, in order, on no thread of the engine or the store. What they throw is dropped: they watch, they do not take part.</summary>
sealed class Observers
{
    readonly Channel<Action> calls = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    readonly Task reader;

    public Observers() => reader = Task.Run(ReadAsync);

    public void Post(Action call) => calls.Writer.TryWrite(call);

    /// <summary>Takes no more calls; completes when those taken have been made.</summary>
    public Task CloseAsync()
    {
        calls.Writer.TryComplete();
        return reader;
    }

    async Task ReadAsync()
    {
        await foreach (var call in calls.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                call();
            }
            catch (Exception)
            {
                // An observer's error is no event of the run.
            }
        }
    }
}

namespace Weave.Telemetry;

/// <summary>An instrument as the engine uses it: a listener that throws harms nobody, because what is told has happened.</summary>
/// <param name="write">The instrument's own way.</param>
sealed class Instrument<T>(Instrument<T>.Writer write)
{
    public delegate void Writer(T value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    public void Tell(T value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            write(value, tags);
        }
        catch (Exception)
        {
            // The listener's fault, and nobody here can mend it.
        }
    }
}

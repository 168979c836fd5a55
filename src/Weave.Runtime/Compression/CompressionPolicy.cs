namespace Weave.Compression;

/// <summary>
/// Whether the next checkpoint of a strand is worth compressing: what the last ones cost and gained says so. One that does not pay is followed by some that are not tried, more each time.
/// </summary>
/// <param name="time">Measures what compressing costs.</param>
sealed class CompressionPolicy(TimeProvider time)
{
    /// <summary>Payloads of fewer bytes are tried only with a dictionary.</summary>
    internal const int LeastPlain = 512;

    /// <summary>What a byte costs that is written, kept, moved and loaded.</summary>
    const double NanosecondsPerByte = 100;

    const int FirstPause = 8;
    const int LongestPause = 256;

    int pause = FirstPause;
    int skip;
    long began;
    double cost;
    double gain;

    /// <summary>True if the next checkpoint shall be tried; then call <see cref="End"/>.</summary>
    internal bool Begin()
    {
        if (skip > 0)
        {
            skip--;
            return false;
        }

        began = time.GetTimestamp();
        return true;
    }

    /// <summary>Learns what it brought. Older tries count less: one that was interrupted is no reason to stop.</summary>
    internal void End(int plain, int compressed)
    {
        const double Memory = 0.75;
        cost = (cost * Memory) + time.GetElapsedTime(began).TotalNanoseconds;
        gain = (gain * Memory) + ((plain - compressed) * NanosecondsPerByte);
        if (gain > cost)
        {
            pause = FirstPause;
            return;
        }

        skip = pause;
        pause = Math.Min(LongestPause, pause * 2);
    }
}

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
    const double NanosecondsPerByte = 50;

    const int LongestPause = 256;

    int pause = 8;
    int skip;
    long began;

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

    /// <summary>Learns what it brought.</summary>
    internal void End(int plain, int compressed)
    {
        var cost = time.GetElapsedTime(began).TotalNanoseconds;
        if ((plain - compressed) * NanosecondsPerByte > cost)
        {
            pause = 8;
            return;
        }

        skip = pause;
        pause = Math.Min(LongestPause, pause * 2);
    }
}

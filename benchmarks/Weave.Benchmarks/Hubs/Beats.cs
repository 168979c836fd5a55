using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace Weave.Benchmarks.Hubs;

/// <summary>
/// Where runs show that they go on, in memory that all processes of the benchmark share: the clock is the machine's, so a gap between two beats is how long a run stood still, wherever it was
/// before and after.
/// </summary>
static unsafe class Beats
{
    /// <summary>Where the file is; for child processes.</summary>
    public const string Variable = "WEAVE_BENCH_BEATS";

    const int Slots = 4096;
    const int SlotBytes = 64;

    static readonly long* slots = Open();

    /// <summary>A run goes on.</summary>
    public static void Beat(int slot)
    {
        var at = slots + (slot * (SlotBytes / sizeof(long)));
        var now = Stopwatch.GetTimestamp();
        var gap = now - at[0];
        if (gap > at[1])
            at[1] = gap;
        at[0] = now;
        at[3] = Environment.ProcessId;
        at[4]++;
    }

    /// <summary>Whether the run shall end.</summary>
    public static bool IsOver(int slot) => Volatile.Read(ref At(slot, 2)) != 0;

    /// <summary>Has the run end.</summary>
    public static void End(int slot) => Volatile.Write(ref At(slot, 2), 1);

    /// <summary>Begins anew: the longest gap from here on is <see cref="LongestGap"/>.</summary>
    public static void Reset(int slot) => Volatile.Write(ref At(slot, 1), 0);

    /// <summary>The longest gap since the last reset.</summary>
    public static TimeSpan LongestGap(int slot) => Stopwatch.GetElapsedTime(0, Volatile.Read(ref At(slot, 1)));

    /// <summary>When the last beat was.</summary>
    public static long Last(int slot) => Volatile.Read(ref At(slot, 0));

    /// <summary>The process the last beat came from.</summary>
    public static int Process(int slot) => (int)Volatile.Read(ref At(slot, 3));

    /// <summary>Beats so far.</summary>
    public static long Count(int slot) => Volatile.Read(ref At(slot, 4));

    static ref long At(int slot, int field) => ref slots[(slot * (SlotBytes / sizeof(long))) + field];

    static long* Open()
    {
        var path = Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} is not set.");
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Slots * SlotBytes);
        byte* bytes = null;
        file.CreateViewAccessor().SafeMemoryMappedViewHandle.AcquirePointer(ref bytes);
        return (long*)bytes;
    }
}

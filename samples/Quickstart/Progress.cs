using System.IO.MemoryMappedFiles;

namespace Quickstart;

/// <summary>
/// How many lines the job has done, kept in a file that is mapped into memory: a process that is killed has left its last number there, to the line.
/// It is for the display only; the job never reads it.
/// </summary>
static class Progress
{
    static MemoryMappedViewAccessor? shared;
    static Action<long>? notice;
    static long nextNotice = long.MaxValue;
    static long firstNew;

    /// <summary>The job calls this for each line.</summary>
    public static void Report(long lines)
    {
        if (lines >= nextNotice)
            Notice(lines);
        shared?.Write(0, lines);
    }

    /// <summary>The number that the last process left in the file.</summary>
    public static long ReadFrom(string file)
    {
        if (!File.Exists(file))
            return 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> number = stackalloc byte[sizeof(long)];
        return stream.ReadAtLeast(number, number.Length, throwOnEndOfStream: false) == number.Length ? BitConverter.ToInt64(number) : 0;
    }

    /// <summary>
    /// From now on, this process writes its progress to a file. It says what its first line is, and then which line is the first that
    /// the process before it has not done.
    /// </summary>
    public static void WriteTo(string file, Action<long> say)
    {
        firstNew = ReadFrom(file) + 1;
        notice = say;
        nextNotice = 0;
        using var map = MemoryMappedFile.CreateFromFile(file, FileMode.OpenOrCreate, null, sizeof(long));
        shared = map.CreateViewAccessor(0, sizeof(long));
    }

    static void Notice(long lines)
    {
        nextNotice = lines < firstNew ? firstNew : long.MaxValue;
        notice?.Invoke(lines);
    }
}

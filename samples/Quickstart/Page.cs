using System.Text;

namespace Quickstart;

/// <summary>
/// Some lines of a file, and where they end. The page in hand is live inside the job's loops, so it is part of every checkpoint
/// there: a page keeps that part small where a whole file would not.
/// Reading is a plain call and no step: the files do not change, so reading again after a restart gives the same page, and
/// nothing needs to be recorded.
/// </summary>
sealed record Page(string File, long End, List<string> Lines)
{
    const int Size = 32 << 10;

    /// <summary>The first page of a file; null if it is empty.</summary>
    public static Page? First(string file) => Read(file, 0);

    /// <summary>The page after this one; null at the end.</summary>
    public Page? Next() => Read(File, End);

    /// <summary>How many lines a file has.</summary>
    public static long LinesIn(string file)
    {
        long lines = 0;
        for (var page = First(file); page is not null; page = page.Next())
            lines += page.Lines.Count;
        return lines;
    }

    static Page? Read(string file, long start)
    {
        var bytes = new byte[Size];
        using var handle = System.IO.File.OpenHandle(file);
        var length = RandomAccess.Read(handle, bytes, start);
        if (length == 0)
            return null;
        if (length == Size)
            length = EndOfLastLine(bytes);
        var lines = new List<string>(Encoding.UTF8.GetString(bytes, 0, length).Split('\n'));
        if (lines[^1] == "")
            lines.RemoveAt(lines.Count - 1); // what follows the last line break is no line
        return new Page(file, start + length, lines);
    }

    /// <summary>A full page ends after its last line break; if it has none, before a character that may be cut in two.</summary>
    static int EndOfLastLine(byte[] bytes)
    {
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (end > 0)
            return end;
        end = bytes.Length;
        do
            end--;
        while (end > bytes.Length - 4 && (bytes[end] & 0xC0) == 0x80);
        return end;
    }
}

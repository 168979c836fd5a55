namespace Quickstart;

/// <summary>Which files are text, and in which order they come: the same on every machine and each time.</summary>
static class TextFiles
{
    static readonly EnumerationOptions visible = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    public static bool IsFile(string path) => File.Exists(path);

    /// <summary>The text files and the folders in a folder.</summary>
    public static List<string> In(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", visible).Where(path => Directory.Exists(path) || IsText(path)).Order(StringComparer.Ordinal)];

    /// <summary>No text has a zero byte in its first kilobyte; other files nearly always have.</summary>
    static bool IsText(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[1024];
            return !start.AsSpan(0, file.Read(start)).Contains((byte)0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

namespace Quickstart;

/// <summary>One line on the console that fills up; plain text where the console is a file.</summary>
sealed class ProgressBar(string label, long total)
{
    const int Width = 32;

    int shown = -1;

    public void Show(long done)
    {
        var percent = total == 0 ? 100 : (int)Math.Min(100, done * 100 / total);
        if (Console.IsOutputRedirected || percent == shown)
            return;
        shown = percent;
        Draw(percent, "");
    }

    public void End(long done, string how)
    {
        Draw(total == 0 ? 100 : (int)Math.Min(100, done * 100 / total), how);
        Console.WriteLine();
    }

    void Draw(int percent, string text)
    {
        var filled = percent * Width / 100;
        var bar = $"{label} [{new string('#', filled)}{new string('.', Width - filled)}] {percent,3} %  {text}";
        Console.Write(Console.IsOutputRedirected ? bar : "\r" + bar);
    }
}

using System.CommandLine;
using Weave.Storage;
using Weave.Tool.Opening;

namespace Weave.Tool.Commands;

/// <summary>Opens the store that a command is about.</summary>
static class StoreOpening
{
    /// <summary>Names it.</summary>
    public static Option<string> Store { get; } = new("--store") { Description = "The store file.", Required = true };

    /// <summary>Names the keys.</summary>
    public static Option<string?> Keys { get; } = new("--keys") { Description = "A file with the keys that the store is encrypted with." };

    /// <summary>Opens it beside whoever owns it, works on it, and says what went wrong.</summary>
    public static async Task<int> WithAsync(ParseResult parsed, Func<IRunStore, Task<int>> work, CancellationToken cancel)
    {
        try
        {
            return await WithAsync(parsed.GetRequiredValue(Store), work, cancel);
        }
        catch (OpenException e) when (e.InnerException is RunNotFoundException)
        {
            Console.Error.WriteLine($"weavec: {e.Message}");
            return ExitCode.NotFound;
        }
    }

    /// <summary>Opens a store file beside whoever owns it, and works on it.</summary>
    public static async Task<T> WithAsync<T>(string file, Func<IRunStore, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await using var opened = await SqliteRunStore.OpenAsync(file, StoreAccess.Client, new() { MustExist = true }, cancel);
            return await work(opened);
        }
        catch (Exception e) when (e is WeaveException or FormatException or InvalidOperationException or IOException)
        {
            throw new OpenException(e.Message, e);
        }
    }

    /// <summary>The keys that were named, or null.</summary>
    public static KeyRing? KeysOf(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(Keys) is { } file ? KeyRing.FromFile(file) : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new OpenException(e.Message, e);
        }
    }
}

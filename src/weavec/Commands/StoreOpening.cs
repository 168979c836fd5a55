using System.CommandLine;
using Weave.Storage;
using Weave.Tool.Opening;

namespace Weave.Tool.Commands;

/// <summary>Opens the store that a command is about.</summary>
static class StoreOpening
{
    /// <summary>Names it.</summary>
    public static Option<string> Store { get; } = new("--store") { Description = "The store file.", Required = true };

    /// <summary>Opens it beside whoever owns it, works on it, and says what went wrong.</summary>
    public static async Task<int> WithAsync(ParseResult parsed, Func<IRunStore, Task<int>> work, CancellationToken cancel)
    {
        try
        {
            await using var opened = await SqliteRunStore.OpenAsync(parsed.GetRequiredValue(Store), StoreAccess.Client, new() { MustExist = true }, cancel);
            return await work(opened);
        }
        catch (RunNotFoundException e)
        {
            Console.Error.WriteLine($"weavec: {e.Message}");
            return ExitCode.NotFound;
        }
        catch (Exception e) when (e is WeaveException or FormatException or InvalidOperationException or IOException)
        {
            throw new OpenException(e.Message, e);
        }
    }
}

using Weave;

namespace Quickstart;

/// <summary>Two programs in one: the demonstration, which a user starts, and the worker, which the demonstration starts and kills.</summary>
static class Program
{
    public const string WorkerArgument = "--worker";

    static async Task<int> Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case [WorkerArgument, var folder, .. var sources]:
                    return await Worker.RunAsync(new Workspace(folder), sources);
                case ["--help" or "-h"]:
                    Console.WriteLine(CommandLine.Usage);
                    return 0;
                default:
                    return await Demonstration.RunAsync(CommandLine.Parse(arguments));
            }
        }
        catch (Exception e) when (e is UsageException or WeaveException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            if (e is UsageException)
                Console.Error.WriteLine("Try --help.");
            return 2;
        }
    }
}

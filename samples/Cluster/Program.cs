using Weave;

namespace Cluster;

/// <summary>Two programs in one: the demonstration, which a user starts, and the hub, which the demonstration starts three times and kills.</summary>
static class Program
{
    public const string HubArgument = "--hub";

    static async Task<int> Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case [HubArgument, var id, var connection]:
                    await HubMain.RunAsync(id, connection);
                    return 0;
                case []:
                    return await Demonstration.RunAsync(Scale.Whole);
                case ["--quick"]:
                    return await Demonstration.RunAsync(Scale.Quick);
                default:
                    Console.WriteLine("Usage: Cluster [--quick]\n\nStarts PostgreSQL and three hubs, runs computations and transfers on them, moves them about, kills hubs, and looks whether anything was lost or done twice.");
                    return arguments is ["--help" or "-h"] ? 0 : 2;
            }
        }
        catch (Exception e) when (e is WeaveException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}

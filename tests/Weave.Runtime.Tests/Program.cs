using Weave.Runtime.Tests.Hostile;
using Weave.Runtime.Tests.Storage;

namespace Weave.Runtime.Tests;

/// <summary>The test assembly run as a program: tests that need a process of their own, to kill it, start this one with the name of a mode.</summary>
static class Program
{
    static Task<int> Main(string[] arguments) => arguments switch
    {
        ["store-script", var path, var crashAt] => StoreChild.RunScriptAsync(path, int.Parse(crashAt)),
        ["store-own", var path] => StoreChild.OwnAsync(path),
        ["store-append", var path, var run, var id] => StoreChild.AppendAsync(path, run, id),
        ["hostile", .. var options] => Task.FromResult(HostileCampaign.Run(options)),
        _ => Task.FromResult(2),
    };
}

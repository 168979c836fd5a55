using System.CommandLine;
using Weave.Analyzer.Evolution;
using Weave.Tool.Opening;
using Weave.Tool.Planning;
using Weave.Tool.Rendering;

namespace Weave.Tool.Commands;

/// <summary><c>weavec contracts</c>: what a module saves, as text.</summary>
static class ContractsCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "A project, solution, .cs file, folder with one, assembly, or contracts file.", DefaultValueFactory = static _ => "." };
        var write = new Option<bool>("--write", "-w") { Description = "Write it to weave.contracts in the folder of each project; what is gone stays there as retired." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("contracts", "Print what is saved at each cut and of each type, or write it to the file that is checked in.") { source, write, json };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(source), parsed.GetValue(write), parsed.GetValue(json), cancel));
        return command;
    }

    static async Task<int> RunAsync(string source, bool write, bool json, CancellationToken cancel)
    {
        WarmUp.Start(cancel);
        var opened = (await ContractsOpener.OpenEachAsync(source, cancel)).Where(static o => o.Contracts.Cuts.Count > 0).ToList();
        if (json)
            Json.Write(new { Version = 1, Modules = opened.Select(static o => new { o.Name, o.Contracts }) }, Console.Out);
        foreach (var module in opened)
        {
            if (write)
                await WriteAsync(module, cancel);
            else if (!json)
                Console.Write(opened.Count > 1 ? $"# {module.Name}\n{module.Contracts.ToText()}\n" : module.Contracts.ToText());
        }

        return ExitCode.Done;
    }

    static async Task WriteAsync(OpenedContracts module, CancellationToken cancel)
    {
        if (module.Folder is null)
            throw new OpenException($"'{module.Name}' is no project: the file weave.contracts stands beside one.");
        var path = Path.Combine(module.Folder, ContractsFile.Name);
        var old = File.Exists(path) ? await File.ReadAllTextAsync(path, cancel) : null;
        var text = ContractsFile.Update(old, module.Contracts);
        if (text != old)
            await File.WriteAllTextAsync(path, text, cancel);
        Console.Error.WriteLine($"{path}: {(text == old ? "up to date" : "written")}");
    }
}

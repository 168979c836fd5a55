using System.CommandLine;
using Weave.Tool.Commands;
using Weave.Tool.Opening;

var root = new RootCommand("Shows what Weave makes of your code: what can be stopped, what is saved, and what prevents it.")
{
    PlanCommand.Create(), ExplainCommand.Create(), ContractsCommand.Create(), DiffCommand.Create(), RunsCommand.Create(), HubsCommand.Create(), MoveCommand.Create(), CertsCommand.Create(), DrainCommand.Create(), CheckpointCommand.Create(), CompletionCommand.Create(),
};
var parsed = root.Parse(args);
try
{
    var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
}
catch (OpenException e)
{
    Console.Error.WriteLine($"weavec: {e.Message}");
    return ExitCode.NotOpened;
}

using System.CommandLine;
using Weave.Daemon;

// The host handles signals, and takes its time: it drains.
return await DaemonCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }).ConfigureAwait(false);

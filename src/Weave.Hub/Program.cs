using Weave.Daemon;

return await DaemonCommand.Create().Parse(args).InvokeAsync().ConfigureAwait(false);

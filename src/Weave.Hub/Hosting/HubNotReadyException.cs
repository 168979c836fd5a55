namespace Weave.Hosting;

/// <summary>The hub of a host was asked for before the host has started it, or after it has stopped.</summary>
public sealed class HubNotReadyException()
    : WeaveException("The hub is not there: the host has not started it yet, or has stopped it.", "Take HubSource and await its ReadyAsync, or ask for Hub after the host has started.");

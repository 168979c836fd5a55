namespace Weave.EndToEnd.Scenarios;

public sealed record Receipt(int Order, string Text);

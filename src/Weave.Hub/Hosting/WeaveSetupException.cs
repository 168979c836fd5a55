namespace Weave.Hosting;

/// <summary>What a host was told about its hub cannot be.</summary>
/// <param name="cause">What is wrong, one sentence.</param>
/// <param name="advice">What to do next.</param>
public sealed class WeaveSetupException(string cause, string advice) : WeaveException(cause, advice);

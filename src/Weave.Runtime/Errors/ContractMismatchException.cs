namespace Weave;

/// <summary>The code has changed since the checkpoint was written: the function or cut is gone, or its anchor or contract is another one.</summary>
public sealed class ContractMismatchException : WeaveException
{
    /// <param name="cut">The structural id of the cut, or the id of the function when that is gone.</param>
    /// <param name="cause">What differs, one sentence.</param>
    /// <param name="run">The run, when known.</param>
    public ContractMismatchException(string cut, string cause, string? run = null)
        : base($"Cannot resume at '{cut}': {cause}", "Run it with the code that started it, or bring the old shape of the method back.", run) =>
        Cut = cut;

    /// <summary>The structural id of the cut, or the id of the function when that is gone.</summary>
    public string Cut { get; }
}

namespace Weave.Contracts;

/// <summary>A text is not a contract.</summary>
public sealed class ContractFormatException : FormatException
{
    /// <param name="cause">What is wrong, one sentence.</param>
    /// <param name="line">The line of the file, from 1; 0 when there is no file.</param>
    public ContractFormatException(string cause, int line = 0)
        : base(line == 0 ? cause : $"Line {line}: {cause}") =>
        Line = line;

    /// <summary>The line of the file, from 1; 0 when there is no file.</summary>
    public int Line { get; }
}

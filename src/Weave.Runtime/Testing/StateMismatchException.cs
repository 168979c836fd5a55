namespace Weave.Testing;

/// <summary>A woven call was stopped, and its state did not come through the codecs as it went in.</summary>
public sealed class StateMismatchException : WeaveException
{
    internal StateMismatchException(string function, string cut, Regime regime, string difference, string repeat, Exception? cause = null)
        : base($"'{function}' stopped at cut '{cut}' under regime '{regime}', and what was restored is not what was saved: {difference}.", repeat, run: null, cause)
    {
        Function = function;
        Cut = cut;
        Regime = regime;
        Difference = difference;
    }

    /// <summary>The method that was stopped.</summary>
    public string Function { get; }

    /// <summary>The cut it stood at, and which hit of it: <c>Fulfil/foreach(line)@3</c>.</summary>
    public string Cut { get; }

    /// <summary>The regime it ran under.</summary>
    public Regime Regime { get; }

    /// <summary>The first difference, as a path in the object graph.</summary>
    public string Difference { get; }
}

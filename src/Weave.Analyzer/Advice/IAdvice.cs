using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Advice;

/// <summary>The rules of one theme, for one function.</summary>
interface IAdvice
{
    /// <summary>Looks at one operation; they come in the order of the source.</summary>
    void Look(IOperation operation);

    /// <summary>Reports what can only be said when everything has been seen.</summary>
    void Conclude();
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Weave.Execution;

/// <summary>Helps woven try and using statements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Protected
{
    /// <summary>Throws an exception again with the stack trace it has, where <c>throw;</c> cannot stand: after its handler has been left.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Nothing: it is written <c>throw Protected.Again(e)</c>, so that C# sees that nothing follows.</returns>
    [DoesNotReturn]
    public static Exception Again(Exception exception)
    {
        ExceptionDispatchInfo.Throw(exception);
        return exception;
    }

    /// <summary>Disposes of a resource where it stands: one of a value type is not copied into a box first.</summary>
    /// <param name="resource">The resource.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static void Dispose<T>(ref T resource)
        where T : IDisposable =>
        resource?.Dispose();
}

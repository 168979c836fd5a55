namespace Weave;

/// <summary>An exception that was saved and whose own type cannot be made again here: it is gone, generic, or was trimmed away.</summary>
public sealed class CapturedException : Exception
{
    internal CapturedException(string originalType, string message, Exception? inner)
        : base(message, inner) =>
        OriginalType = originalType;

    /// <summary>The full name of the type that was thrown.</summary>
    public string OriginalType { get; }
}

namespace Weave.Tool.Opening;

/// <summary>Source that cannot be opened: the message says what, why and what to do.</summary>
sealed class OpenException(string message, Exception? inner = null) : Exception(message, inner);

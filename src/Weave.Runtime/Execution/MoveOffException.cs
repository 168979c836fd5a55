namespace Weave.Execution;

/// <summary>A run cannot be moved away now; it goes on where it is, or has ended.</summary>
/// <param name="reason">Why, for people.</param>
/// <param name="cause">The error behind it, or null.</param>
sealed class MoveOffException(string reason, Exception? cause = null) : Exception(reason, cause);

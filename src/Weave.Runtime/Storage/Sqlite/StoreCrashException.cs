namespace Weave.Storage;

/// <summary>A crash point was told to crash: the store behaves from here on as if its process had been killed.</summary>
/// <param name="point">Where.</param>
/// <param name="cause">What the crash point threw.</param>
sealed class StoreCrashException(string point, Exception cause) : Exception($"Crash at '{point}'.", cause);

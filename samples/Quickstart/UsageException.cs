namespace Quickstart;

/// <summary>Something that whoever started the program can put right.</summary>
sealed class UsageException(string message) : Exception(message);

namespace Quickstart;

/// <summary>A word and how often it occurs.</summary>
readonly record struct Term(string Word, int Count);

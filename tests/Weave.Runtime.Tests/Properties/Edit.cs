namespace Weave.Runtime.Tests.Properties;

/// <summary>A change of a random graph between two checkpoints.</summary>
/// <param name="Object">The object to change, modulo the objects there are.</param>
/// <param name="How">What to do with it.</param>
/// <param name="Other">The object to put into it.</param>
/// <param name="Restart">True if a new process takes over afterwards.</param>
public sealed record Edit(int Object, int How, int Other, bool Restart);

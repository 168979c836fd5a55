namespace Weave.Runtime.Tests.Properties;

/// <summary>One object of a random graph, as FsCheck makes and shrinks it.</summary>
/// <param name="Kind">What it is, modulo the kinds there are.</param>
/// <param name="Number">A number in it.</param>
/// <param name="Text">A text in it.</param>
/// <param name="References">The objects it refers to, modulo the objects there are.</param>
public sealed record Spec(int Kind, int Number, string? Text, int[] References);

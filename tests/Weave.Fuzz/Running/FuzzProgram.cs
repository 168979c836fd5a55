using Weave.Fuzz.Generation;

namespace Weave.Fuzz.Running;

/// <summary>A program to try.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Name">Its namespace, without the one of the batch.</param>
/// <param name="Text">Its source, in the namespace <c>Corpus.Fuzz.Name</c>.</param>
sealed record FuzzProgram(ulong Seed, string Name, string Text)
{
    /// <summary>The program that is made from <paramref name="seed"/>.</summary>
    public static FuzzProgram Of(ulong seed, Features features) => new(seed, $"P{seed}", ProgramGenerator.Write(seed, features, $"Corpus.Fuzz.P{seed}"));
}

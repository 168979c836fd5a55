using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Fuzz.Mutation;
using Weave.Fuzz.Running;

namespace Weave.Fuzz.Shrinking;

/// <summary>Makes a failing program small: takes away and simplifies what it can while it still fails the same way.</summary>
static partial class Shrinker
{
    const int Together = 24;

    static int tried;

    /// <summary>The smallest program found that fails as <paramref name="found"/> does.</summary>
    /// <param name="found">The failure.</param>
    /// <param name="limit">When to be content with what there is.</param>
    /// <param name="mutant">What was broken on purpose, or null.</param>
    public static Mismatch Shrink(Mismatch found, TimeSpan limit, Mutant? mutant = null)
    {
        var clock = Stopwatch.StartNew();
        var best = found;
        for (var smaller = true; smaller && clock.Elapsed < limit;)
        {
            smaller = false;
            foreach (var group in Candidates(best.Program.Text).Distinct().OrderBy(static text => text.Length).Chunk(Together))
            {
                if (clock.Elapsed > limit)
                    break;
                var programs = group.Select(text => Program(found.Program.Seed, text)).ToList();
                var failing = Batch.Try(programs, mutant).Select(static v => v.Mismatch).OfType<Mismatch>().Where(m => m.Kind == found.Kind).MinBy(static m => m.Program.Text.Length);
                if (failing is null || failing.Program.Text.Length >= best.Program.Text.Length)
                    continue;
                best = failing;
                smaller = true;
                break;
            }
        }
        return best with { Program = best.Program with { Text = CSharpSyntaxTree.ParseText(best.Program.Text, Compiler.Parse).GetRoot().NormalizeWhitespace().ToFullString() } };
    }

    /// <summary>The program in a namespace that no other has.</summary>
    static FuzzProgram Program(ulong seed, string text)
    {
        var name = $"S{Interlocked.Increment(ref tried)}";
        return new(seed, name, Rename(text, name));
    }

    /// <summary>The text in another namespace.</summary>
    public static string Rename(string text, string name) => Space().Replace(text, $"namespace Corpus.Fuzz.{name};", 1);

    [GeneratedRegex(@"namespace Corpus\.Fuzz\.\w+;")]
    private static partial Regex Space();

    static IEnumerable<string> Candidates(string text)
    {
        var compilation = Compiler.Compile("Corpus", [new(0, "Shrunk", text)]);
        var tree = compilation.SyntaxTrees.Single(static t => t.FilePath == "Shrunk.cs");
        var root = tree.GetRoot();
        var semantics = compilation.GetSemanticModel(tree);
        return Removals.Of(root).Concat(Unwrappings.Of(root)).Concat(Simplifications.Of(root, semantics)).Select(static changed => changed.ToFullString());
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Weave.Analyzer.Reading;

namespace Weave.Generator.Pipeline;

/// <summary>
/// What was written for methods of files that have not changed since. A transform runs for every marked method after every edit anywhere; with an unchanged body under an unchanged
/// surface it finds its result here. Holds texts only, and no longer than the file is of use.
/// </summary>
static class WovenMemo
{
    static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, (string Key, WovenMethod? Woven)>> written = new();

    /// <summary>The result of a transform, made only if it is not known.</summary>
    public static WovenMethod? Get(GeneratorAttributeSyntaxContext context, CancellationToken cancel, Func<WovenMethod?> make)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var body = method.PartialImplementationPart?.DeclaringSyntaxReferences[0].GetSyntax(cancel) ?? context.TargetNode;
        var here = written.GetValue(body.SyntaxTree, static _ => new());
        var compilation = context.SemanticModel.Compilation;
        var key = DeclarationSurface.Of(compilation) + MarkedTwins.Of(compilation).Facts(cancel);
        if (here.TryGetValue(body.SpanStart, out var known) && known.Key == key)
            return known.Woven;
        var woven = make();
        here[body.SpanStart] = (key, woven);
        return woven;
    }
}

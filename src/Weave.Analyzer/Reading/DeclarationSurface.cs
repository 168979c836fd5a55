using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// What the body of a method is read against: options, references and every declaration of the source, the blocks of ordinary methods apart. Under an equal
/// surface an unchanged body reads as it did, but for what is asked about the bodies of other fragment functions (<see cref="MarkedTwins.Facts"/>).
/// </summary>
public static class DeclarationSurface
{
    static readonly ConditionalWeakTable<Compilation, string> ofCompilations = new();
    static readonly ConditionalWeakTable<SyntaxTree, string> ofTrees = new();
    static readonly ConditionalWeakTable<MetadataReference, string> ofReferences = new();
    static long references;

    /// <summary>A hash of it. Two compilations of equal surface have equal hashes; a reference is equal to itself only.</summary>
    public static string Of(Compilation compilation) => ofCompilations.GetValue(compilation, static c =>
    {
        var options = ((CSharpCompilation)c).Options;
        var parts = c.SyntaxTrees.Select(static t => ofTrees.GetValue(t, static tree => Hash(Declarations(tree)))).OrderBy(static h => h, StringComparer.Ordinal)
            .Concat(c.References.Select(static r => ofReferences.GetValue(r, static _ => Interlocked.Increment(ref references).ToString(CultureInfo.InvariantCulture))))
            .Prepend($"{c.AssemblyName} {options.OutputKind} {options.CheckOverflow} {options.AllowUnsafe} {options.NullableContextOptions}");
        return Hash(string.Join("\n", parts));
    });

    /// <summary>Path, options and text of a file, but for the blocks of methods.</summary>
    static string Declarations(SyntaxTree tree)
    {
        var options = (CSharpParseOptions)tree.Options;
        var text = new StringBuilder($"{tree.FilePath}\n{options.LanguageVersion} {string.Join(" ", options.PreprocessorSymbolNames)}\n");
        var source = tree.GetText();
        var from = 0;
        foreach (var block in Blocks(tree.GetRoot()))
        {
            text.Append(source.ToString(new(from, block.SpanStart - from)));
            from = block.Span.End;
        }
        return text.Append(source.ToString(new(from, source.Length - from))).ToString();
    }

    static IEnumerable<BlockSyntax> Blocks(SyntaxNode root) =>
        root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>().Select(static m => m.Body).OfType<BlockSyntax>();

    static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}

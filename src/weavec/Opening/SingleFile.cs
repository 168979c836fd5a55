using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Tool.Opening;

/// <summary>Opens one file without a project, as the SDK would compile it by itself: the framework, Weave's runtime and implicit usings.</summary>
static class SingleFile
{
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>How it is read. A file that is a program of its own begins with #: directives.</summary>
    public static CSharpParseOptions Options { get; } = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("FileBasedProgram", "true")]);

    public static OpenedProject Open(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return new(name, Compile(name, CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, file)));
    }

    /// <summary>The compilation of one tree.</summary>
    public static CSharpCompilation Compile(string name, SyntaxTree tree)
    {
        var kind = ((CompilationUnitSyntax)tree.GetRoot()).Members.Any(static m => m is GlobalStatementSyntax) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return CSharpCompilation.Create(
            name,
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings, Options, "ImplicitUsings.g.cs")],
            References(),
            new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    static IEnumerable<MetadataReference> References()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework).Append(typeof(FragmentAttribute).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path));
    }
}

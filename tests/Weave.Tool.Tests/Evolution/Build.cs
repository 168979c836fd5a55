using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Pipeline;
using Weave.Tool.Opening;

namespace Weave.Tool.Tests.Evolution;

/// <summary>A program of a user's, compiled and woven.</summary>
static class Build
{
    /// <summary>Compiles a source into an assembly.</summary>
    /// <param name="folder">Where it is put.</param>
    /// <param name="name">Its name.</param>
    /// <param name="source">The source.</param>
    /// <returns>Its path.</returns>
    public static string Compile(string folder, string name, string source)
    {
        var compilation = SingleFile.Compile(name, CSharpSyntaxTree.ParseText(source, SingleFile.Options, name + ".cs"));
        CSharpGeneratorDriver.Create([new WeaveGenerator().AsSourceGenerator()], parseOptions: SingleFile.Options).RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);
        var path = Path.Combine(folder, name + ".dll");
        var emitted = whole.Emit(path);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
        return path;
    }

    /// <summary>Calls a static method that takes the path of a store, in a process of its own as far as the runtime can tell.</summary>
    public static async Task<T> RunAsync<T>(string assembly, string method, string store)
    {
        var runtime = new IsolatedRuntime();
        var entry = runtime.LoadFromAssemblyPath(assembly).GetType("Entry")!.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!;
        return await (Task<T>)entry.Invoke(null, [store])!;
    }

    /// <summary>A runtime whose registries know this build alone.</summary>
    sealed class IsolatedRuntime() : AssemblyLoadContext(isCollectible: false)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == "Weave.Runtime" ? LoadFromAssemblyPath(typeof(StepAttribute).Assembly.Location) : null;
    }
}

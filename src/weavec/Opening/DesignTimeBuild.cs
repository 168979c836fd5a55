using System.Diagnostics;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Tool.Opening;

/// <summary>Opens a project by asking MSBuild for the compiler's command line. What the project refers to must have been built.</summary>
static class DesignTimeBuild
{
    public static async Task<IReadOnlyList<OpenedProject>> OpenAsync(string file, CancellationToken cancel)
    {
        var opened = new List<OpenedProject>();
        foreach (var project in Path.GetExtension(file) == ".csproj" ? [file] : await ProjectsAsync(file, cancel))
            opened.Add(await OpenProjectAsync(project, cancel));
        return opened;
    }

    static async Task<OpenedProject> OpenProjectAsync(string project, CancellationToken cancel)
    {
        var text = await DotnetAsync(
            [
                "msbuild", project, "-nologo", "-t:ResolveReferences;CoreCompile", "-p:DesignTimeBuild=true", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true",
                "-p:BuildProjectReferences=false", "-p:NonExistentFile=__none__", $"-p:Configuration={LastBuilt(project)}", "-getItem:CscCommandLineArgs",
            ],
            cancel);
        using var json = Parse(text);
        var arguments = json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(static item => item.GetProperty("Identity").GetString()!).ToList();
        if (arguments.Count == 0)
            throw new OpenException($"MSBuild gives no compiler arguments for '{project}'.");
        var folder = Path.GetDirectoryName(project)!;
        var parsed = CSharpCommandLineParser.Default.Parse(arguments, folder, sdkDirectory: null);
        var trees = parsed.SourceFiles.Select(source => CSharpSyntaxTree.ParseText(File.ReadAllText(source.Path), parsed.ParseOptions, source.Path, cancellationToken: cancel));
        if (parsed.MetadataReferences.Select(static r => r.Reference).FirstOrDefault(static r => !File.Exists(r)) is { } missing)
            throw new OpenException($"'{missing}' has not been built.");
        var references = parsed.MetadataReferences.Select(static r => MetadataReference.CreateFromFile(r.Reference, r.Properties));
        var name = parsed.CompilationName ?? Path.GetFileNameWithoutExtension(project);
        return new(name, CSharpCompilation.Create(name, trees, references, parsed.CompilationOptions), folder);
    }

    /// <summary>The configuration that was built last: what it refers to is there.</summary>
    static string LastBuilt(string project)
    {
        var outputs = new DirectoryInfo(Path.Combine(Path.GetDirectoryName(project)!, "bin"));
        return outputs.Exists && outputs.GetFiles("*.dll", SearchOption.AllDirectories).MaxBy(static f => f.LastWriteTimeUtc) is { } last
            ? Path.GetRelativePath(outputs.FullName, last.FullName).Split(Path.DirectorySeparatorChar)[0] : "Debug";
    }

    static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw new OpenException(text.Trim());
        }
    }

    static async Task<IReadOnlyList<string>> ProjectsAsync(string solution, CancellationToken cancel)
    {
        var lines = (await DotnetAsync(["sln", solution, "list"], cancel)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Where(static l => l.EndsWith(".csproj", StringComparison.Ordinal)).Select(l => Path.GetFullPath(l, Path.GetDirectoryName(solution)!))];
    }

    static async Task<string> DotnetAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new OpenException("The dotnet command does not start.");
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? output : throw new OpenException((output + await errors).Trim());
    }
}

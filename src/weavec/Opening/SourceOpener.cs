namespace Weave.Tool.Opening;

/// <summary>Opens whatever a user points at: a solution, a project, a single file, or a folder with one of these.</summary>
static class SourceOpener
{
    /// <summary>The compilations behind a path.</summary>
    /// <exception cref="OpenException">There are none.</exception>
    public static async Task<IReadOnlyList<OpenedProject>> OpenAsync(string path, CancellationToken cancel)
    {
        var opened = new List<OpenedProject>();
        foreach (var file in Files(path))
        {
            opened.AddRange(Path.GetExtension(file) switch
            {
                ".cs" => [SingleFile.Open(file)],
                ".csproj" or ".sln" or ".slnx" => await OpenBuiltAsync(file, cancel),
                _ => throw new OpenException($"'{file}' is no C# source: give a .csproj, .sln, .slnx or .cs file, or a folder with one."),
            });
        }
        return opened;
    }

    /// <summary>The nearest project at or above a folder, or null.</summary>
    public static string? ProjectAbove(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").FirstOrDefault() is { } project)
                return project;
        }
        return null;
    }

    static IReadOnlyList<string> Files(string path)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new OpenException($"'{path}' does not exist.");
        foreach (var pattern in (string[])["*.sln*", "*.csproj"])
        {
            if (Directory.GetFiles(path, pattern) is { Length: > 0 } here)
                return here.Length == 1 ? here : throw new OpenException($"'{path}' holds more than one {pattern}: name the one you mean.");
        }
        var below = Directory.GetFiles(path, "*.csproj", SearchOption.AllDirectories);
        Array.Sort(below, StringComparer.Ordinal);
        return below.Length > 0 ? below : throw new OpenException($"'{path}' holds no .sln, .slnx or .csproj file.");
    }

    static async Task<IReadOnlyList<OpenedProject>> OpenBuiltAsync(string file, CancellationToken cancel)
    {
        // One project is soonest asked for the compiler's command line, if what it refers to is built; a workspace opens whatever MSBuild can, and takes twice as long.
        Func<string, CancellationToken, Task<IReadOnlyList<OpenedProject>>> first = WorkspaceOpener.OpenAsync, second = DesignTimeBuild.OpenAsync;
        if (Path.GetExtension(file) == ".csproj")
            (first, second) = (second, first);
        IReadOnlyList<OpenedProject> opened;
        try
        {
            opened = await first(file, cancel);
        }
        catch (Exception one) when (one is not OperationCanceledException)
        {
            try
            {
                opened = await second(file, cancel);
            }
            catch (Exception other) when (other is not OperationCanceledException)
            {
                throw new OpenException($"'{file}' cannot be opened: {one.Message} The other way did not do either: {other.Message}", one);
            }
        }
        foreach (var project in opened)
        {
            if (project.Compilation.GetSpecialType(Microsoft.CodeAnalysis.SpecialType.System_Object).TypeKind == Microsoft.CodeAnalysis.TypeKind.Error)
                throw new OpenException($"The references of {project.Name} are not there. Run: dotnet restore {file}");
        }
        return opened;
    }
}

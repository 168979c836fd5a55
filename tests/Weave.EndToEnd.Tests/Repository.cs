namespace Weave.EndToEnd.Tests;

/// <summary>The folders of this repository, and the programs built in it.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The assembly of a program that was built with these tests, in the same configuration.</summary>
    public static string Program(string project, string? assembly = null)
    {
        // .../tests/Weave.EndToEnd.Tests/bin/<configuration>/<framework>/
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, project, "bin", framework.Parent!.Name, framework.Name, (assembly ?? Path.GetFileName(project)) + ".dll");
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Weave.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}

namespace Weave.EndToEnd.Tests;

/// <summary>What a clone has of the product, beside projects that inherit nothing from this repository.</summary>
static class SourceClone
{
    /// <summary>Puts it into <c>weave</c> under a folder.</summary>
    public static void In(string root)
    {
        var weave = Path.Combine(root, "weave");
        Directory.CreateDirectory(weave);
        foreach (var inherited in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(root, inherited), "<Project />");
        var settings = Directory.EnumerateFiles(Repository.Root).Where(static f => Path.GetExtension(f) is ".props" or ".json" or ".config" or ".editorconfig");
        foreach (var file in settings)
            File.Copy(file, Path.Combine(weave, Path.GetFileName(file)));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Repository.Root, file);
            if (relative.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
                continue;
            var copy = Path.Combine(weave, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}

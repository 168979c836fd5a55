using Weave.Cluster.Tests.Simulation;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>This program as another build, in a folder.</summary>
static class OtherBuild
{
    /// <summary>Lays it down: links to what is the same, and the assembly that is not.</summary>
    /// <returns>The path of its assembly.</returns>
    public static string Lay(string folder)
    {
        var own = typeof(OtherBuild).Assembly.Location;
        Directory.CreateDirectory(folder);
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(own)!))
        {
            if (entry != own)
                File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(entry)), entry);
        }

        var other = Path.Combine(folder, Path.GetFileName(own));
        File.WriteAllBytes(other, FormerBuild.Image(File.ReadAllBytes(own)));
        return other;
    }
}

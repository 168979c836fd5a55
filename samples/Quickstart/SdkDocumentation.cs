using System.Runtime.InteropServices;

namespace Quickstart;

/// <summary>Text that is there wherever the .NET SDK is: the XML documentation of its reference packs.</summary>
static class SdkDocumentation
{
    /// <summary>The folders with the documentation, in a fixed order: of each reference pack, its newest version.</summary>
    public static string[] Find()
    {
        foreach (var root in Roots())
        {
            var packs = Path.Combine(root, "packs");
            if (!Directory.Exists(packs))
                continue;
            var found = Directory.GetDirectories(packs, "*.Ref").Select(Newest).OfType<string>().Order(StringComparer.Ordinal).ToArray();
            if (found.Length > 0)
                return found;
        }

        throw new UsageException("No reference packs were found beside the .NET SDK. Give a file or folder of text instead.");
    }

    /// <summary>Where the running dotnet may be installed: as the environment says, then upwards from the runtime.</summary>
    static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return root;
        for (var folder = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }

    static string? Newest(string pack) => Directory.GetDirectories(pack)
        .Where(version => Directory.Exists(Path.Combine(version, "ref")))
        .OrderBy(version => Version.TryParse(Path.GetFileName(version).Split('-')[0], out var number) ? number : new Version())
        .ThenBy(version => version, StringComparer.Ordinal)
        .Select(version => Path.Combine(version, "ref"))
        .LastOrDefault();
}

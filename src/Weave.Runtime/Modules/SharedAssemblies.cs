using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Weave.Modules;

/// <summary>What modules share with the process: the framework, Weave, and what Weave stands on.</summary>
static class SharedAssemblies
{
    static readonly string[] platform = ["System", "Microsoft", "mscorlib", "netstandard", "WindowsBase"];
    static readonly Lazy<HashSet<string>> names = new(OfWeave);
    static readonly string? frameworks = Frameworks();

    /// <summary>Weave and what it references, by simple name.</summary>
    public static IReadOnlySet<string> Names => names.Value;

    /// <summary>True for a name that only the framework has, by the look of it.</summary>
    public static bool IsPlatform(AssemblyName name) =>
        name.Name is { } text && Array.Exists(platform, p => text == p || text.StartsWith(p + ".", StringComparison.Ordinal));

    /// <summary>True for an assembly of a shared framework. A program that brings its framework along has it beside its own assemblies: there the name tells.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Without locations the name tells.")]
    public static bool IsFramework(Assembly assembly) =>
        frameworks is null ? IsPlatform(assembly.GetName()) : assembly.Location.StartsWith(frameworks, StringComparison.Ordinal);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A reference that was trimmed away is shared with nobody.")]
    static HashSet<string> OfWeave()
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<Assembly>([typeof(Hub).Assembly]);
        while (open.TryDequeue(out var assembly))
        {
            if (!found.Add(assembly.GetName().Name!))
                continue;
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (ModuleLoader.TryLoad(reference) is { } referenced && !IsFramework(referenced))
                    open.Enqueue(referenced);
            }
        }

        return found;
    }

    /// <summary>The folder that shared frameworks lie in, as dotnet has it: <c>shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll</c>.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Without locations the name tells.")]
    static string? Frameworks()
    {
        var version = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(version));
        return Path.GetFileName(folder) == "shared" ? folder + Path.DirectorySeparatorChar : null;
    }
}

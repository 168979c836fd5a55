using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Weave.Execution;

namespace Weave;

/// <summary>Makes the woven functions and codecs of this process known before the first run is loaded: runs the initializers of all assemblies that hold any.</summary>
static class ModuleLoader
{
    static readonly string[] platform = ["System", "Microsoft", "mscorlib", "netstandard", "WindowsBase"];

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A reference that was trimmed away holds no function that can be resumed.")]
    public static void Load()
    {
        // All copies of what is loaded, then what those reference: a library nobody has touched yet may hold the function a run stands in.
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(static a => !a.IsDynamic));
        var known = open.Select(static a => a.FullName!).ToHashSet(StringComparer.Ordinal);
        while (open.TryDequeue(out var assembly))
        {
            if (assembly.IsDefined(typeof(WeaveModuleAttribute), false))
                RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            if (IsPlatform(assembly.GetName()))
                continue;
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (!IsPlatform(reference) && known.Add(reference.FullName) && TryLoad(reference) is { } referenced)
                    open.Enqueue(referenced);
            }
        }
    }

    static bool IsPlatform(AssemblyName name) =>
        name.Name is { } text && Array.Exists(platform, p => text == p || text.StartsWith(p + ".", StringComparison.Ordinal));

    static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}

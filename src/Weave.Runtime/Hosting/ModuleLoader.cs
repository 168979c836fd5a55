using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Weave.Execution;
using Weave.Modules;

namespace Weave;

/// <summary>Makes the woven functions and codecs of this process known before the first run is loaded: runs the initializers of all assemblies that hold any.</summary>
static class ModuleLoader
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A reference that was trimmed away holds no function that can be resumed.")]
    public static void Load()
    {
        // All copies of what is loaded, then what those reference: a library nobody has touched yet may hold the function a run stands in.
        var open = new Queue<Assembly>(CodeScope.Process.LoadedAssemblies.Where(static a => !a.IsDynamic));
        var known = open.Select(static a => a.FullName!).ToHashSet(StringComparer.Ordinal);
        while (open.TryDequeue(out var assembly))
        {
            if (assembly.IsDefined(typeof(WeaveModuleAttribute), false))
                RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            if (SharedAssemblies.IsPlatform(assembly.GetName()))
                continue;
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (!SharedAssemblies.IsPlatform(reference) && known.Add(reference.FullName) && TryLoad(reference) is { } referenced)
                    open.Enqueue(referenced);
            }
        }
    }

    /// <summary>An assembly that is referenced, as this process loads it; null if it cannot.</summary>
    public static Assembly? TryLoad(AssemblyName name)
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

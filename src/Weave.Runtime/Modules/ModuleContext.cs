using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Weave.Execution;

namespace Weave.Modules;

/// <summary>A module that is loaded beside the process's own code. It has its own copies of its assemblies; the shared framework and Weave are the process's.</summary>
sealed class ModuleContext : AssemblyLoadContext
{
    readonly Dictionary<string, byte[]> images;
    readonly WeakReference<CodeScope> scope = new(null!);

    ModuleContext(string name, IReadOnlyDictionary<string, byte[]> images)
        : base(name, isCollectible: true) => this.images = new(images, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The world its code lives in, held by those who use it. .NET keeps a context that is being unloaded until its types are gone: one that held them through its scope
    /// would stay for ever. What nobody uses any more finds nothing.
    /// </summary>
    public CodeScope Scope => scope.TryGetTarget(out var held) ? held : new CodeScope(this);

    /// <summary>Whether an assembly of this name is the module's own.</summary>
    public bool Holds(string? name) => name is not null && images.ContainsKey(name);

    /// <summary>Loads a module.</summary>
    /// <param name="name">Names it for debuggers.</param>
    /// <param name="images">Its assemblies, by simple name.</param>
    /// <returns>The scope of its code. To be unloaded by its user.</returns>
    public static CodeScope Load(string name, IReadOnlyDictionary<string, byte[]> images)
    {
        var context = new ModuleContext(name, images);
        var scope = new CodeScope(context);
        context.scope.SetTarget(scope);
        try
        {
            context.LoadAll();
            return scope;
        }
        catch
        {
            context.Unload();
            throw;
        }
        finally
        {
            GC.KeepAlive(scope);
        }
    }

    /// <summary>Loads all assemblies and has them register what they hold.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What a module needs of the shared framework may have been trimmed away: then it cannot be loaded, which is an answer.")]
    void LoadAll()
    {
        foreach (var name in images.Keys.Order(StringComparer.Ordinal))
        {
            var assembly = LoadFromAssemblyName(new AssemblyName(name));
            if (assembly.IsDefined(typeof(WeaveModuleAttribute), inherit: false))
                RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "See LoadAll.")]
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || !images.TryGetValue(name, out var image))
            return null;
        using var stream = new MemoryStream(image, writable: false);
        return LoadFromStream(stream);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Weave.Execution;
using Weave.Storage;

namespace Weave.Modules;

/// <summary>The module that the process's own code is: all woven assemblies and what they reference, but for the shared framework and Weave. Made once a process.</summary>
sealed class OwnModule
{
    static readonly Lazy<OwnModule?> current = new(Make);

    readonly HashSet<string> names;
    readonly byte[] laid;
    readonly Lazy<byte[]> blob;

    OwnModule(IReadOnlyDictionary<string, byte[]> images)
    {
        laid = ModulePack.Lay(images);
        names = [.. images.Keys];
        Hash = BlobHash.Of(laid);
        blob = new(() => ModulePack.Compress(laid));
    }

    /// <summary>The process's module; null where its assemblies are not files (a single file, compiled ahead of time), or are other files by now.</summary>
    public static OwnModule? Current => current.Value;

    public BlobHash Hash { get; }

    public byte[] Blob => blob.Value;

    /// <summary>The blob with a signature in it, if there is somebody to sign.</summary>
    public byte[] SignedBy(ModuleSigner? signer) => signer is null ? Blob : ModulePack.Compress(laid, signer.Sign(Hash));

    /// <summary>True if the code of a frame is in it.</summary>
    public bool Holds(Frame frame) => IsTheProgram(frame.GetType().Assembly) && names.Contains(frame.GetType().Assembly.GetName().Name!);

    /// <summary>A program may have load contexts of its own; what is in them has no name that another process could find it by.</summary>
    static bool IsTheProgram(Assembly assembly) => AssemblyLoadContext.GetLoadContext(assembly) == AssemblyLoadContext.Default;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Where assemblies were trimmed they are not files that another process could use.")]
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "No location is an answer: there is no module.")]
    static OwnModule? Make()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return null;
        var shared = SharedAssemblies.Names;
        var images = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var open = new Queue<Assembly>(CodeScope.Process.LoadedAssemblies.Where(static a =>
            !a.IsDynamic && IsTheProgram(a) && a.Location.Length > 0 && a.IsDefined(typeof(WeaveModuleAttribute), inherit: false)));
        while (open.TryDequeue(out var assembly))
        {
            var name = assembly.GetName().Name!;
            if (shared.Contains(name) || SharedAssemblies.IsFramework(assembly) || images.ContainsKey(name))
                continue;
            if (Read(assembly) is not { } image)
                return null;
            images.Add(name, image);
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (!shared.Contains(reference.Name!) && !images.ContainsKey(reference.Name!) && ModuleLoader.TryLoad(reference) is { } referenced)
                    open.Enqueue(referenced);
            }
        }

        return images.Count == 0 ? null : new OwnModule(images);
    }

    /// <summary>The file of an assembly, if it still is the one that was loaded.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "No location is an answer: there is no module.")]
    static byte[]? Read(Assembly assembly)
    {
        try
        {
            var image = File.ReadAllBytes(assembly.Location);
            using var file = new PEReader(new MemoryStream(image, writable: false));
            var metadata = file.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid) == assembly.ManifestModule.ModuleVersionId ? image : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Weave.Analyzer.Evolution;
using Weave.Contracts;

namespace Weave.Tool.Opening;

/// <summary>Opens contracts, wherever they are: an assembly, a contracts file, or source.</summary>
static class ContractsOpener
{
    /// <summary>The contracts behind a path; those of several projects as one.</summary>
    /// <exception cref="OpenException">There are none.</exception>
    public static async Task<ContractSet> OpenAsync(string path, CancellationToken cancel)
    {
        var all = await OpenEachAsync(path, cancel);
        return all.Count == 1 ? all[0].Contracts : ContractSet.Merge([.. all.Select(static p => p.Contracts)]);
    }

    /// <summary>The contracts behind a path, project by project.</summary>
    public static async Task<IReadOnlyList<OpenedContracts>> OpenEachAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            return await OpenSourceAsync(path, cancel);
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".DLL" or ".EXE" => [new(Path.GetFileNameWithoutExtension(path), null, ContractSet.Parse(TextIn(path)))],
                ".CONTRACTS" or ".TXT" => [new(path, null, ContractSet.Parse(await File.ReadAllTextAsync(path, cancel)))],
                _ => await OpenSourceAsync(path, cancel),
            };
        }
        catch (ContractFormatException e)
        {
            throw new OpenException($"'{path}' holds no contracts that can be read. {e.Message}", e);
        }
    }

    static async Task<IReadOnlyList<OpenedContracts>> OpenSourceAsync(string path, CancellationToken cancel) =>
        [.. (await SourceOpener.OpenAsync(path, cancel)).Select(project => new OpenedContracts(project.Name, project.Folder, ContractReader.Read(project.Compilation, cancel)))];

    /// <summary>What the compiler wrote into an assembly. It is not loaded, so nothing in it runs and nothing it refers to has to be there.</summary>
    static string TextIn(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            if (file.HasMetadata)
            {
                var metadata = file.GetMetadataReader();
                foreach (var handle in metadata.IsAssembly ? metadata.GetAssemblyDefinition().GetCustomAttributes() : default)
                {
                    var attribute = metadata.GetCustomAttribute(handle);
                    if (!IsContracts(metadata, attribute))
                        continue;
                    var value = metadata.GetBlobReader(attribute.Value);
                    // The number that all values of attributes begin with.
                    value.ReadUInt16();
                    return value.ReadSerializedString() ?? "";
                }
            }
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw new OpenException($"'{path}' cannot be read as an assembly: {e.Message}", e);
        }

        throw new OpenException($"'{path}' has no contracts: it holds no fragment function and no step, or was built by a Weave that did not write them yet.");
    }

    static bool IsContracts(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
            return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}" == Weave.Analyzer.KnownNames.ContractsAttribute;
    }
}

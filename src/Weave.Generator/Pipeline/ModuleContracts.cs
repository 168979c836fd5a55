using Weave.Analyzer.Evolution;
using Weave.Contracts;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>The contracts of a module: a generated file, and if the build asks for it the file that is checked in.</summary>
static class ModuleContracts
{
    public static IEnumerable<GeneratedFile> Of(IReadOnlyList<ContractsPart> parts, Switches switches)
    {
        if (parts.Count == 0)
            return [];
        var contracts = Merge(parts);
        if (switches.ContractsFile.Length > 0)
            Write(switches.ContractsFile, contracts);
        return [ContractsEmitter.Emit(contracts)];
    }

    static ContractSet Merge(IEnumerable<ContractsPart> parts)
    {
        var texts = new HashSet<string>(parts.SelectMany(static part => part.Layouts.Select(static layout => layout.Text).Prepend(part.Text)), StringComparer.Ordinal);
        return ContractSet.Merge([.. texts.Select(ContractSet.Parse)]);
    }

    static void Write(string path, ContractSet contracts)
    {
#pragma warning disable RS1035 // the build was asked to write this file; one that cannot be written fails the build as an exception here
        var old = File.Exists(path) ? File.ReadAllText(path) : null;
        var text = ContractsFile.Update(old, contracts);
        if (text != old)
            File.WriteAllText(path, text);
#pragma warning restore RS1035
    }
}

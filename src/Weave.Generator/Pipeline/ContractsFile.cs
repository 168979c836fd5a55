using Weave.Contracts;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>The file with the contracts of a module.</summary>
static class ContractsFile
{
    public static IEnumerable<GeneratedFile> Of(IReadOnlyList<ContractsPart> parts) => parts.Count == 0 ? [] : [ContractsEmitter.Emit(Merge(parts))];

    static ContractSet Merge(IEnumerable<ContractsPart> parts)
    {
        var texts = new HashSet<string>(parts.SelectMany(static part => part.Layouts.Select(static layout => layout.Text).Prepend(part.Text)), StringComparer.Ordinal);
        return ContractSet.Merge([.. texts.Select(ContractSet.Parse)]);
    }
}

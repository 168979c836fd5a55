using Microsoft.CodeAnalysis;
using Weave.Analyzer.Evolution;
using Weave.Analyzer.Support;
using Weave.Contracts;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace Weave.Analyzer.Codecs;

/// <summary>Reads what contracts say of types.</summary>
static class LayoutReader
{
    /// <summary>What they say of a type of the source, or of any enum; null if nothing.</summary>
    /// <param name="node">Its definition.</param>
    /// <param name="inputs">Types of old values that it migrates from.</param>
    public static LayoutModel? Read(TypeNode node, out IReadOnlyList<ITypeSymbol> inputs)
    {
        inputs = [];
        if (node is not { Pinned: null, Type: INamedTypeSymbol type })
            return null;
        var set = new ContractSet { Renamings = [.. TypeEvolution.Names(type), .. (node.Layout ?? []).SelectMany(static part => TypeEvolution.Names(part.Declaring))] };
        var migrations = new List<MigrationModel>();
        if (type.TypeKind == TypeKind.Enum)
        {
            set = set with { Types = [TypeContract.Parse($"{TypeNames.Schema(type)}{{enum {TypeNames.Schema(type.EnumUnderlyingType!)}}}")] };
        }
        else if (node.Layout is not null && !type.IsAbstract)
        {
            var evolved = Members(type, node.Layout, out inputs);
            migrations.AddRange(evolved.Migrations);
            set = set with
            {
                Types = [TypeContract.Parse(TypeNames.Schema(type) + CodecModelBuilder.Layout(type, node, isOpen: false))],
                Renamings = [.. set.Renamings, .. evolved.Renamings],
                Migrations = [.. migrations.Select(static m => m.ToContract())],
                Drops = evolved.Drops,
            };
        }

        return set.Types.Count + set.Renamings.Count == 0 ? null : new(TypeNames.Schema(type), set.ToText(), new(migrations));
    }

    /// <summary>What is said of its fields: those of a base class bear its name.</summary>
    static Evolved Members(INamedTypeSymbol type, IReadOnlyList<(INamedTypeSymbol Declaring, IReadOnlyList<SourceField> Fields)> layout, out IReadOnlyList<ITypeSymbol> inputs)
    {
        var owner = TypeNames.Schema(type);
        var all = new Evolved();
        foreach (var (declaring, _) in layout)
        {
            var part = TypeEvolution.Read(declaring.OriginalDefinition);
            var prefix = SymbolEqualityComparer.Default.Equals(declaring, type) ? "" : TypeNames.Schema(declaring) + ".";
            all.Renamings.AddRange(part.Renamings.Where(static r => r.Now.Length > 0).Select(r => new Renaming(owner, prefix + r.Now, prefix + r.Was)));
            all.Drops.AddRange(part.Drops.Select(d => new Drop(owner, prefix + d.Member)));
            all.Migrations.AddRange(part.Migrations.Select(m => m with { Owner = owner, Member = prefix + m.Member, Inputs = new(m.Inputs.Select(i => new Member(prefix + i.Name, i.Type))) }));
            all.Inputs.AddRange(part.Inputs);
        }

        inputs = all.Inputs;
        return all;
    }
}

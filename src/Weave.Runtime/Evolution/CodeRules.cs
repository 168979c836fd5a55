using System.Reflection;
using Weave.Contracts;
using Weave.Execution;
using Weave.Modules;
using Weave.State;

namespace Weave.Evolution;

/// <summary>How the code of this process reads what other code saved: the rules of all its modules, and what it has.</summary>
static class CodeRules
{
    /// <summary>The rules of all modules of the current scope that are loaded.</summary>
    public static EvolutionRules Current
    {
        get
        {
            var scope = CodeScope.Current;
            var assemblies = scope.LoadedAssemblies.ToArray();
            if (scope.Rules is { } known && known.Assemblies == assemblies.Length)
                return known.Rules;
            scope.Rules = new(assemblies.Length, new EvolutionRules(Union(assemblies)));
            return scope.Rules.Rules;
        }
    }

    /// <summary>Where a frame of other code resumes, and how its values are read.</summary>
    public static CutMap Map(CutContract old) => Current.Map(old, static id => FragmentRegistry.Find(id) is { } function
        ? [.. function.Cuts.Select(cut => new CutContract(id, cut.Id, cut.Anchor, Member.ParseList(cut.Contract)))]
        : null);

    /// <summary>What an object or value of other code becomes.</summary>
    public static TypeMap Map(TypeContract old) => Current.Map(old, static name => CodecRegistry.FindName(name) is { } codec ? TypeContract.Parse(codec.Schema) : null);

    static ContractSet Union(Assembly[] assemblies)
    {
        var sets = assemblies.Where(static assembly => !assembly.IsDynamic).Select(Of).OfType<ContractSet>().ToArray();
        return new ContractSet
        {
            Renamings = [.. sets.SelectMany(static set => set.Renamings)],
            Migrations = [.. sets.SelectMany(static set => set.Migrations)],
            Drops = [.. sets.SelectMany(static set => set.Drops)],
        };
    }

    static ContractSet? Of(Assembly assembly) => assembly.GetCustomAttribute<WeaveContractsAttribute>() is { } contracts ? ContractSet.Parse(contracts.Text) : null;

    /// <summary>What was found in a number of assemblies.</summary>
    internal sealed record Known(int Assemblies, EvolutionRules Rules);
}

using System.Reflection;
using Weave.Contracts;
using Weave.Execution;
using Weave.State;

namespace Weave.Evolution;

/// <summary>How the code of this process reads what other code saved: the rules of all its modules, and what it has.</summary>
static class CodeRules
{
    static readonly Lock gate = new();
    static (int Assemblies, EvolutionRules Rules) known = (-1, new EvolutionRules(new ContractSet()));

    /// <summary>The rules of all modules that are loaded.</summary>
    public static EvolutionRules Current
    {
        get
        {
            var assemblies = AppDomain.CurrentDomain.GetAssemblies();
            lock (gate)
            {
                if (known.Assemblies != assemblies.Length)
                    known = (assemblies.Length, new EvolutionRules(Union(assemblies)));
                return known.Rules;
            }
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
}

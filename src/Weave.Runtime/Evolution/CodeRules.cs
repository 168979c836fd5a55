using System.Reflection;
using Weave.Contracts;
using Weave.Execution;
using Weave.Modules;
using Weave.State;

namespace Weave.Evolution;

/// <summary>How the code of one scope reads what other code saved: the rules of its modules, and what it has.</summary>
sealed class CodeRules(CodeScope scope)
{
    readonly Lock gate = new();
    (int Assemblies, EvolutionRules Rules) known = (-1, new EvolutionRules(new ContractSet()));

    /// <summary>The rules of the code that names are looked up in on this thread.</summary>
    public static CodeRules Current => CodeScope.Current.Rules;

    EvolutionRules Rules
    {
        get
        {
            var assemblies = scope.LoadedAssemblies.ToArray();
            lock (gate)
            {
                if (known.Assemblies != assemblies.Length)
                    known = (assemblies.Length, new EvolutionRules(Union(assemblies)));
                return known.Rules;
            }
        }
    }

    /// <summary>The types in a text by the names they have now.</summary>
    public string RenameTypes(string text) => Rules.RenameTypes(text);

    /// <summary>The function that has this id now, or had it; null if there is none.</summary>
    public FragmentFunction? FunctionOf(string id) => FragmentRegistry.Find(id) ?? FragmentRegistry.Find(Rules.RenameFunction(id));

    /// <summary>Where a frame of other code resumes, and how its values are read.</summary>
    public CutMap Map(CutContract old) => Rules.Map(old, static id => FragmentRegistry.Find(id) is { } function
        ? [.. function.Cuts.Select(cut => new CutContract(id, cut.Id, cut.Anchor, Member.ParseList(cut.Contract)))]
        : null);

    /// <summary>What an object or value of other code becomes.</summary>
    public TypeMap Map(TypeContract old) => Rules.Map(old, static name => CodecRegistry.FindName(name) is { } codec ? TypeContract.Parse(codec.Schema) : null);

    static ContractSet Union(Assembly[] assemblies) =>
        ContractSet.Merge([.. assemblies.Where(static assembly => !assembly.IsDynamic).Select(Of).OfType<ContractSet>()]);

    static ContractSet? Of(Assembly assembly) => assembly.GetCustomAttribute<WeaveContractsAttribute>() is { } contracts ? ContractSet.Parse(contracts.Text) : null;
}

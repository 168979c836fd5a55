using System.ComponentModel;
using Weave.Modules;
using Weave.State;

namespace Weave.Execution;

/// <summary>The descriptor of a woven function or a step: identity, cuts, and how to make an empty frame.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FragmentFunction
{
    readonly Func<Frame> newFrame;

    private protected FragmentFunction(string id, IReadOnlyList<CutInfo> cuts, Func<Frame> newFrame, Type[] typeArguments)
    {
        Id = OpenFunctions.Id(id, typeArguments);
        Cuts = cuts;
        this.newFrame = newFrame;
    }

    /// <summary>Fully qualified name with parameter types, for example <c>Shop.Orders.Fulfil(Shop.Order)</c>; of a generic one, with the type arguments after it.</summary>
    public string Id { get; }

    /// <summary>Index 0 is the entry (its contract is the arguments); the others in source order.</summary>
    public IReadOnlyList<CutInfo> Cuts { get; }

    /// <summary>What a host must have to run it.</summary>
    public Capability Needs
    {
        get;
        init
        {
            field = value;
            AnyNeeds |= value != Capability.None;
        }
    }

    /// <summary>Whether any function of this process needs anything: most programs pay nothing for the question.</summary>
    internal static bool AnyNeeds { get; private set; }

    /// <summary>The data resource it wants to be near, or null.</summary>
    public string? Near { get; init; }

    /// <summary>Whether it says anything about its host.</summary>
    internal bool IsPlaced => Needs != Capability.None || Near is not null;

    /// <summary>The type of the result; <see cref="Unit"/> for none.</summary>
    public abstract Type ResultType { get; }

    /// <summary>The bytes of the result that the outermost function left in the context; throws what it left if that is an exception.</summary>
    internal abstract byte[] EncodeResult(RunContext ctx, ISymbolTable symbols);

    /// <summary>The scope of its code.</summary>
    internal CodeScope Scope => CodeScope.Of(newFrame);

    internal Frame NewFrame(int cut)
    {
        var frame = newFrame();
        frame.Cut = cut;
        return frame;
    }
}

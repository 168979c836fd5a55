using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>How generated code names and calls the parts of one function.</summary>
public sealed class CutText(FunctionModel function)
{
    /// <summary>The run context.</summary>
    public string Context => function.Names.Context;

    /// <summary>The frame class.</summary>
    public string Frame => function.Signature.Unique + "__frame" + function.Signature.Generics;

    /// <summary>The method that saves the frame at a cut.</summary>
    public string Method(int cut) => $"{function.Signature.Unique}__cut{cut}{function.Signature.Generics}";

    /// <summary>Says at a cut what it is and what it saves.</summary>
    public string Comment(int cut)
    {
        var (kind, id, contract) = (function.Cuts[cut].Kind, function.Cuts[cut].Id, function.Cuts[cut].Contract);
        var saves = contract.Count == 0 ? "nothing" : string.Join(", ", contract.Select(v => function.Variables[v].Name));
        return $"// cut {cut}, {kind.ToString().ToLowerInvariant()} {id.Replace('\n', ' ')}: saves {saves}";
    }

    /// <summary>The statement that captures here: saves what is live, and returns.</summary>
    public string Capture(int cut)
    {
        var arguments = function.Cuts[cut].Contract.Select(v => function.Variables[v].Passed).Prepend(Context);
        var call = $"{Method(cut)}({string.Join(", ", arguments)})";
        return function.Signature.ResultType == "void" ? $"{{ {call}; return; }}" : $"return {call};";
    }
}

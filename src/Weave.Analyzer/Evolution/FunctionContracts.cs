using Weave.Analyzer.Model;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>The contracts of a function's cuts, as texts.</summary>
static class FunctionContracts
{
    /// <summary>The values of a cut: <c>name:type;name:type</c>.</summary>
    /// <param name="signature">The function.</param>
    /// <param name="variables">What the cut saves.</param>
    public static string Values(MethodSignature signature, IEnumerable<Variable> variables)
    {
        var values = string.Join(";", variables.Select(static v => v.Field + ":" + v.SchemaType));
        if (signature.IsStatic)
            return values;
        return $"self:{signature.Context.SelfSchema}{(values.Length == 0 ? "" : ";")}{values}";
    }

    /// <summary>The contracts of a fragment function.</summary>
    public static IEnumerable<CutContract> Of(FunctionModel function) => function.Cuts.Select(cut =>
        new CutContract(function.Signature.Id, cut.Id, cut.Anchor, Member.ParseList(Values(function.Signature, cut.Contract.Select(i => function.Variables[i])))));

    /// <summary>The contract of a step.</summary>
    public static CutContract Of(StepModel step) => new(step.Signature.Id, step.Signature.Name, step.Anchor, Member.ParseList(Values(step.Signature, step.Arguments)));
}

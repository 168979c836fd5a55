using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Weave.Analyzer.Support;
using Weave.Generator.Emit;

namespace Weave.Generator.Pipeline;

/// <summary>From what was read of a method to its generated file.</summary>
static class MethodWriter
{
    /// <summary>The file of a fragment function or step; null if it was refused.</summary>
    public static WovenMethod? Write(ISymbol method, ReadResult read, Compilation compilation, CancellationToken cancel) => read switch
    {
        { Function: { } function } =>
            new(FileName(method, function.Signature), FunctionEmitter.Emit(function), FrameEmitter.RegisterCall(function.Signature), Plan(read, compilation, cancel)),
        { Step: { } step } =>
            new(FileName(method, step.Signature), StepEmitter.Emit(step), FrameEmitter.RegisterCall(step.Signature), Plan(read, compilation, cancel)),
        { Declared: { } declared } => new(FileName(method, declared), DispatchEmitter.EmitDeclared(declared), Registration: null, Plan(read, compilation, cancel)),
        _ => null,
    };

    static CodecPlan Plan(ReadResult read, Compilation compilation, CancellationToken cancel) =>
        CodecPlan.Merge(read.Types.Select(t => CodecPlanner.Plan(t, compilation, cancel)));

    /// <summary>Type and method. Files are told apart without regard to case: where a name has a twin that differs in case only, a hash tells.</summary>
    static string FileName(ISymbol method, MethodSignature signature)
    {
        var name = signature.Context.SelfType.Replace("global::", "").Replace("@", "") + "." + signature.Unique;
        for (var symbol = method; symbol.ContainingSymbol is INamespaceOrTypeSymbol container; symbol = container)
        {
            if (container.GetMembers().Any(m => m.Name != symbol.Name && string.Equals(m.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)))
                return name + "." + StableHash.Of(name);
        }
        return name;
    }
}

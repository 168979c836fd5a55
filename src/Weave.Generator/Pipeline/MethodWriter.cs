using Microsoft.CodeAnalysis;
using Weave.Analyzer.Evolution;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Weave.Analyzer.Support;
using Weave.Generator.Codecs;
using Weave.Generator.Emit;

namespace Weave.Generator.Pipeline;

/// <summary>From what was read of a method to its generated file.</summary>
static class MethodWriter
{
    /// <summary>The file of a fragment function or step; null if it was refused.</summary>
    public static WovenMethod? Write(ISymbol method, ReadResult read, Compilation compilation, CancellationToken cancel) => read switch
    {
        { Function: { } function } => Write(method, read, function.Signature, FunctionEmitter.Emit(function), FrameEmitter.RegisterCall(function.Signature), compilation, cancel),
        { Step: { } step } => Write(method, read, step.Signature, StepEmitter.Emit(step), FrameEmitter.RegisterCall(step.Signature), compilation, cancel),
        { Declared: { } declared } => Write(method, read, declared, DispatchEmitter.EmitDeclared(declared), registration: null, compilation, cancel),
        _ => null,
    };

    static WovenMethod Write(ISymbol method, ReadResult read, MethodSignature signature, string source, Registration? registration, Compilation compilation, CancellationToken cancel)
    {
        var (contracts, evolved) = ContractReader.Of((IMethodSymbol)method, read);
        return new(FileName(method, signature), source, registration, ContractReader.Plan(read, evolved, compilation, cancel), contracts.ToText(), new(evolved.Migrations));
    }

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

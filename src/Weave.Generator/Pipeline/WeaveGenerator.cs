using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Weave.Analyzer;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Weave.Generator.Codecs;
using Weave.Generator.Emit;
using Weave.Generator.Lowering;

namespace Weave.Generator.Pipeline;

/// <summary>
/// Weaves each <c>[Fragment]</c> method and each <c>[Step]</c>. A method that cannot be woven gives no code here: the analyzer says why.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class WeaveGenerator : IIncrementalGenerator
{
    /// <summary>Tracking name of the step that reads and writes fragment functions.</summary>
    public const string FragmentsStep = "Weave.Fragments";

    /// <summary>Tracking name of the step that reads and writes steps.</summary>
    public const string StepsStep = "Weave.Steps";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var fragments = Methods(context, KnownNames.FragmentAttribute, Fragment, FragmentsStep);
        var steps = Methods(context, KnownNames.StepAttribute, Step, StepsStep);
        context.RegisterSourceOutput(fragments, Write);
        context.RegisterSourceOutput(steps, Write);
        context.RegisterSourceOutput(Parts(fragments).Combine(Parts(steps)), static (output, parts) => WriteModule(output, parts.Left.AddRange(parts.Right)));
    }

    static IncrementalValuesProvider<WovenMethod> Methods(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, WovenMethod?> transform, string name) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is MethodDeclarationSyntax, transform)
            .Where(static method => method is not null)
            .Select(static (method, _) => method!)
            .WithTrackingName(name);

    /// <summary>What the module's own files need: an edit of a body leaves it as it is.</summary>
    static IncrementalValueProvider<ImmutableArray<ModulePart>> Parts(IncrementalValuesProvider<WovenMethod> methods) =>
        methods.Select(static (method, _) => new ModulePart(method.Registration, method.Codecs)).Collect();

    static WovenMethod? Fragment(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var compilation = context.SemanticModel.Compilation;
        var read = FunctionReader.ReadFunction(
            (MethodDeclarationSyntax)context.TargetNode, (IMethodSymbol)context.TargetSymbol, context.SemanticModel, Twins.Marked(compilation, cancel), PinnedPaths.In(compilation, cancel), cancel);
        return read.Function is { } function
            ? new(FileName(context.TargetSymbol, function.Signature), FunctionEmitter.Emit(function), FrameEmitter.RegisterCall(function.Signature), Plan(read, compilation, cancel))
            : null;
    }

    static WovenMethod? Step(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var compilation = context.SemanticModel.Compilation;
        var read = FunctionReader.ReadStep((MethodDeclarationSyntax)context.TargetNode, (IMethodSymbol)context.TargetSymbol, PinnedPaths.In(compilation, cancel));
        return read.Step is { } step
            ? new(FileName(context.TargetSymbol, step.Signature), StepEmitter.Emit(step), FrameEmitter.RegisterCall(step.Signature), Plan(read, compilation, cancel))
            : null;
    }

    static CodecPlan Plan(ReadResult read, Compilation compilation, CancellationToken cancel) =>
        CodecPlan.Merge(read.Types.Select(t => CodecPlanner.Plan(t, compilation, cancel)));

    /// <summary>Type and method. Files are told apart without regard to case: where a name has a twin that differs in case only, a hash tells.</summary>
    static string FileName(ISymbol method, MethodSignature signature)
    {
        var name = signature.Context.SelfType.Replace("global::", "").Replace("@", "") + "." + signature.Unique;
        for (var symbol = method; symbol.ContainingSymbol is INamespaceOrTypeSymbol container; symbol = container)
        {
            if (container.GetMembers().Any(m => m.Name != symbol.Name && string.Equals(m.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)))
                return name + "." + Analyzer.Support.StableHash.Of(name);
        }
        return name;
    }

    static void Write(SourceProductionContext output, WovenMethod method) =>
        output.AddSource(HintNames.Of("", [method.Name]).Single(), SourceText.From(method.Source, Encoding.UTF8));

    static void WriteModule(SourceProductionContext output, ImmutableArray<ModulePart> parts)
    {
        if (parts.IsEmpty)
            return;
        var plan = CodecPlan.Merge(parts.Select(static p => p.Codecs));
        foreach (var file in CodecEmitter.Emit(plan).Concat(RegistrationEmitter.Emit(plan, parts.Select(static p => p.Registration))))
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
    }
}

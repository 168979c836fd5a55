using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Weave.Analyzer;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>
/// Weaves each <c>[Fragment]</c> method and each <c>[Step]</c>, or with a switch every method that can be woven. A method that cannot be woven gives no code here:
/// the analyzer says why.
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
        var switches = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Switches.Of(options));
        var fragments = Methods(context, KnownNames.FragmentAttribute, Fragment, FragmentsStep);
        var steps = Methods(context, KnownNames.StepAttribute, Step, StepsStep);
        context.RegisterSourceOutput(fragments.Combine(switches), Write);
        context.RegisterSourceOutput(steps.Combine(switches), Write);
        context.RegisterSourceOutput(Parts(fragments).Combine(Parts(steps)).Combine(switches), static (output, parts) =>
        {
            if (!parts.Right.IsWhole)
                WriteFiles(output, ModuleFiles.Of([.. parts.Left.Left, .. parts.Left.Right]));
        });
        context.RegisterSourceOutput(Contracts(fragments).Combine(Contracts(steps)).Combine(switches), static (output, parts) =>
        {
            if (!parts.Right.IsWhole)
                WriteFiles(output, ModuleContracts.Of([.. parts.Left.Left, .. parts.Left.Right], parts.Right));
        });
        context.RegisterSourceOutput(context.CompilationProvider.Select(static (compilation, _) => StateCodecFile.Registrations(compilation)), static (output, registrations) =>
        {
            if (registrations.Count > 0)
                output.AddSource(StateCodecFile.Name, SourceText.From(StateCodecFile.Text(registrations), Encoding.UTF8));
        });
        var whole = switches.Combine(context.CompilationProvider).Select(static (pair, _) => pair.Left.IsWhole ? ((Switches, CSharpCompilation)?)(pair.Left, (CSharpCompilation)pair.Right) : null);
        context.RegisterSourceOutput(whole, static (output, asked) =>
        {
            if (asked is var (switches, compilation))
                WholeCompilation.Write(output, compilation, switches);
        });
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
        methods.Select(static (method, _) => ModulePart.Of(method)).Collect();

    static IncrementalValueProvider<ImmutableArray<ContractsPart>> Contracts(IncrementalValuesProvider<WovenMethod> methods) =>
        methods.Select(static (method, _) => ContractsPart.Of(method)).Collect();

    static WovenMethod? Fragment(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var compilation = context.SemanticModel.Compilation;
        return WovenMemo.Get(context, cancel, () =>
        {
            var read = MarkedTwins.Of(compilation).Read((MethodDeclarationSyntax)context.TargetNode, (IMethodSymbol)context.TargetSymbol, context.SemanticModel, cancel);
            return MethodWriter.Write(context.TargetSymbol, read, compilation, cancel);
        });
    }

    static WovenMethod? Step(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var compilation = context.SemanticModel.Compilation;
        return WovenMemo.Get(context, cancel, () =>
        {
            var read = FunctionReader.ReadStep((MethodDeclarationSyntax)context.TargetNode, (IMethodSymbol)context.TargetSymbol, PinnedPaths.In(compilation, cancel));
            return MethodWriter.Write(context.TargetSymbol, read, compilation, cancel);
        });
    }

    static void Write(SourceProductionContext output, (WovenMethod Method, Switches Switches) pair)
    {
        if (!pair.Switches.IsWhole)
            output.AddSource(HintNames.Of("", [pair.Method.Name]).Single(), SourceText.From(pair.Method.Source, Encoding.UTF8));
    }

    static void WriteFiles(SourceProductionContext output, IEnumerable<GeneratedFile> files)
    {
        foreach (var file in files)
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
    }
}

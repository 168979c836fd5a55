using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;
using Weave.Generator.Chaos;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>Weaves a compilation as a whole: every method that can be woven, or every call that a test makes. Only a switch of the build asks for it.</summary>
static class WholeCompilation
{
    /// <summary>How often faulty files are taken out before the module is left plain.</summary>
    const int MostRounds = 8;

    public static void Write(SourceProductionContext output, CSharpCompilation compilation, Switches switches)
    {
        var cancel = output.CancellationToken;
        var pinned = switches.Chaos.Length > 0 ? UnnameableTypes.Pinned : PinnedPaths.In(compilation, cancel);
        var set = new TwinSet(compilation, switches.All, pinned, cancel);
        var files = Emit(set, compilation, switches, cancel);
        foreach (var refused in set.Refused.Where(static r => r.Rule == Rules.Fault.Id))
            output.ReportDiagnostic(Diagnostic.Create(Rules.Fault, refused.Method.Locations[0], refused.Method.Name, refused.Reason));
        foreach (var file in files)
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        if (switches.All && switches.RefusedReport.Length > 0)
            RefusedReport.Write(switches.RefusedReport, set);
    }

    /// <summary>All files, but for those that do not compile.</summary>
    static IReadOnlyList<GeneratedFile> Emit(TwinSet set, CSharpCompilation compilation, Switches switches, CancellationToken cancel)
    {
        var net = new SafetyNet(compilation, intercepts: switches.Chaos.Length > 0);
        var codecs = true;
        for (var round = 0; round < MostRounds; round++)
        {
            var methods = Methods(set, compilation, switches, cancel);
            var module = ModuleFiles.Of([.. methods.Select(m => codecs ? ModulePart.Of(m.Woven) : ModulePart.Of(m.Woven) with { Codecs = CodecPlan.Empty })]).ToList();
            module.AddRange(ModuleContracts.Of([.. methods.Select(static m => ContractsPart.Of(m.Woven))], switches));
            var calls = new List<GeneratedFile>();
            if (switches.Chaos.Length > 0)
            {
                module.Add(ChaosFiles.Module(methods, set.Refused.Count, switches));
                calls.AddRange(ChaosFiles.Interceptors(compilation, methods, cancel));
            }
            var faults = net.Check([.. methods.SelectMany(static m => m.Files), .. module, .. calls], cancel);
            // A marked method has no net: its author asked for it, and gets the error.
            var faulty = methods.Where(static m => m.Candidate.Mark == CalleeKind.Plain)
                .Select(m => (m.Candidate.Method, Fault: m.Files.Where(faults.ContainsKey).Select(f => faults[f]).FirstOrDefault())).Where(static m => m.Fault is not null).ToList();
            var broken = module.Find(faults.ContainsKey);
            if (faulty.Count == 0 && broken is null)
                return [.. methods.SelectMany(static m => m.Files), .. module, .. calls.Where(c => !faults.ContainsKey(c))];
            set.Drop(faulty.Select(static f => (f.Method, f.Fault!)));
            if (faulty.Count > 0)
                continue;
            // A codec does not compile: in a test its values can stay in the process; else nothing can be said of any method.
            if (!codecs || switches.Chaos.Length == 0)
                set.Drop([.. methods.Where(static m => m.Candidate.Mark == CalleeKind.Plain).Select(m => (m.Candidate.Method, faults[broken!]))]);
            codecs = false;
        }
        return [];
    }

    static List<MethodFiles> Methods(TwinSet set, CSharpCompilation compilation, Switches switches, CancellationToken cancel)
    {
        var methods = new List<MethodFiles>();
        var faulty = new List<(IMethodSymbol, string)>();
        foreach (var candidate in set.Woven.ToList())
        {
            try
            {
                var woven = MethodWriter.Write(candidate.Symbol, candidate.Read!, compilation, cancel)!;
                var files = new List<GeneratedFile> { new(HintNames.Of("", [woven.Name]).Single(), woven.Source) };
                if (switches.Chaos.Length > 0 && candidate.Read!.Function is { } function && ForwarderEmitter.Emit(function, candidate.Symbol) is { } forwarder)
                    files.Add(new(HintNames.Of("", [woven.Name + ".chaos"]).Single(), forwarder));
                methods.Add(new(candidate, woven, files, HasForwarder: files.Count > 1));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                faulty.Add((candidate.Method, $"writing it failed: {e.GetType().Name}: {e.Message}"));
            }
        }
        if (faulty.Count == 0)
            return methods;
        set.Drop(faulty);
        return Methods(set, compilation, switches, cancel);
    }
}

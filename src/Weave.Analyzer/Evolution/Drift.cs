using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Weave.Analyzer.Diagnostics;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>How the contracts of a compilation differ from the file that is checked in.</summary>
sealed class Drift
{
    readonly Dictionary<string, List<(DiagnosticDescriptor Rule, object[] Arguments)>> said = new(StringComparer.Ordinal);
    readonly List<Diagnostic> inFile = [];

    /// <summary>What is said of a function or type of the source, by the name that contracts give it.</summary>
    public IEnumerable<Diagnostic> Of(string subject, Location place) =>
        said.TryGetValue(subject, out var words) ? words.Select(w => Diagnostic.Create(w.Rule, place, w.Arguments)) : [];

    /// <summary>What is said of things that are not in the source any more, and of the file itself.</summary>
    public IEnumerable<Diagnostic> InFile => inFile;

    /// <summary>Compares.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="compilation">The code.</param>
    /// <param name="cancel">Ends the work.</param>
    public static Drift Between(SourceText text, string path, Compilation compilation, CancellationToken cancel)
    {
        var drift = new Drift();
        ContractSet file;
        try
        {
            file = ContractSet.Parse(text.ToString());
        }
        catch (ContractFormatException e)
        {
            drift.inFile.Add(Diagnostic.Create(Rules.UnreadableContracts, LineOf(text, path, e.Line - 1), e.Message));
            return drift;
        }

        var now = ContractReader.Read(compilation, cancel);
        var rules = new EvolutionRules(now);
        var functions = new HashSet<string>(now.Cuts.Select(static cut => cut.Function), StringComparer.Ordinal);
        var types = now.Types.GroupBy(static type => Plain(type.Name)).ToDictionary(static group => group.Key, static group => group.First().Name, StringComparer.Ordinal);
        foreach (var finding in Compatibility.Compare(file, now).Where(static finding => finding.Verdict != Verdict.Identical))
        {
            string? subject = null;
            if (finding.Old is { } cut)
                subject = rules.RenameFunction(cut.Function) is var id && functions.Contains(id) ? id : null;
            else if (types.TryGetValue(Plain(rules.RenameTypes(finding.OldType!.Name)), out var name))
                subject = name;
            drift.Say(subject, RuleOf(finding.Verdict), text, path, LineText(finding), finding.Subject, finding.Why);
        }

        var reused = Baseline.ReusedCuts(file, now).Select(static c => (c.Function, Name: $"{c.Function} | {c.Cut}")).Concat(Baseline.ReusedTypes(file, now).Select(static t => (t.Name, Name: t.Name))).ToList();
        foreach (var (subject, name) in reused)
            drift.Say(subject, Rules.RetiredId, text, path, "", name);
        var fresh = Baseline.NewCuts(file, now).Select(static c => (c.Function, Name: $"{c.Function} | {c.Cut}")).Concat(Baseline.NewTypes(file, now).Select(static t => (t.Name, Name: t.Name)));
        foreach (var (subject, name) in fresh.Except(reused))
            drift.Say(subject, Rules.NotInContracts, text, path, "", name);
        return drift;
    }

    void Say(string? subject, DiagnosticDescriptor rule, SourceText text, string path, string line, params object[] arguments)
    {
        if (subject is null)
        {
            inFile.Add(Diagnostic.Create(rule, LineOf(text, path, text.Lines.ToList().FindIndex(l => l.ToString().StartsWith(line, StringComparison.Ordinal))), arguments));
            return;
        }

        if (!said.TryGetValue(subject, out var words))
            said.Add(subject, words = []);
        words.Add((rule, arguments));
    }

    static DiagnosticDescriptor RuleOf(Verdict verdict) => verdict switch
    {
        Verdict.Maps => Rules.Maps,
        Verdict.NeedsMigration => Rules.NeedsMigration,
        _ => Rules.Incompatible,
    };

    static string LineText(Finding finding) => finding.Old is { } cut ? $"cut {cut.Function} | {cut.Cut} | " : "type " + finding.OldType!.Text;

    static string Plain(string type) => type.Split('<')[0] + "`" + type.Count(static c => c == '<').ToString(System.Globalization.CultureInfo.InvariantCulture);

    static Location LineOf(SourceText text, string path, int line)
    {
        var at = text.Lines[Math.Max(0, Math.Min(line, text.Lines.Count - 1))];
        return Location.Create(path, at.Span, text.Lines.GetLinePositionSpan(at.Span));
    }
}

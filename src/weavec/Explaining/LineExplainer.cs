using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Weave.Tool.Planning;

namespace Weave.Tool.Explaining;

/// <summary>Says what happens on one line of a woven function.</summary>
sealed class LineExplainer(FunctionPlan function, int line, CancellationToken cancel)
{
    readonly Subject subject = function.Subject;

    public Explanation Explain(Place place)
    {
        var cuts = function.Cuts.Where(IsHere).ToList();
        var hints = function.NotPreemptible.Where(h => h.Place.Line == line).ToList();
        var sentences = cuts.Select(Sentence).ToList();
        sentences.AddRange(PlainCalls());
        sentences.AddRange(function.Pinned.Where(p => Declares(p.Name)).Select(Words.Pinned));
        if (cuts.Count == 0)
            sentences.Insert(0, InOnePiece());
        return new(function.Name, place, cuts.Count > 0, sentences, cuts, hints, Explainer.Fixes(hints));
    }

    /// <summary>The entry and a loop stand in their first line; a call or wait in every line it spans.</summary>
    bool IsHere(CutPlan cut)
    {
        if (subject.Read.Places.FirstOrDefault(p => p.Cut == cut.Number)?.Node is not { } node || node is StatementSyntax)
            return cut.Line == line;
        var span = node.GetLocation().GetLineSpan();
        return span.StartLinePosition.Line < line && line <= span.EndLinePosition.Line + 1;
    }

    string Sentence(CutPlan cut) => cut.Kind switch
    {
        CutKind.Entry => "A run of this function starts here with its arguments; if the function recurses, execution can also stop here when somebody asks.",
        CutKind.Loop => $"After each iteration of this loop execution stops if somebody asks, and goes on at the loop's condition. One iteration costs {Words.Cost(cut.Iteration ?? default)}.",
        CutKind.Call => $"Execution can stop inside the call of {cut.Callee}: this function is saved with it, and goes on after the call.",
        CutKind.Step => $"Here the runtime executes the step {cut.Callee} and records its outcome. After a crash the recorded outcome is used, and an attempt without one is made again.",
        CutKind.Wait => $"Here the run waits in {cut.Callee}. It is saved, and holds no thread while it waits.",
        _ => "Here the run waits for a task that Weave does not own: it stays in this process until the task is done. After a crash it goes on from the commit before, and the call may be made again.",
    };

    IEnumerable<string> PlainCalls()
    {
        foreach (var call in Here().OfType<InvocationExpressionSyntax>())
        {
            if (subject.Semantics.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol method || !method.Locations.Any(static l => l.IsInSource) || subject.Read.Places.Any(p => p.Node.Span.Contains(call.Span) && SymbolEqualityComparer.Default.Equals(p.Callee, method)))
                continue;
            yield return Callee.MarkOf(method) switch
            {
                CalleeKind.Fragment => $"The call of {PlanReader.Name(method)} is made as a plain call: it runs to its end.",
                CalleeKind.Step => $"The step {PlanReader.Name(method)} is called plainly here.",
                _ => $"The call of {PlanReader.Name(method)} runs to its end: it is not marked [Fragment].",
            };
        }
    }

    IEnumerable<SyntaxNode> Here() => subject.Syntax.DescendantNodes().Where(n => n.GetLocation().GetLineSpan().StartLinePosition.Line + 1 == line);

    bool Declares(string name) => Here().Any(n => n switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText == name.TrimStart('@'),
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText == name.TrimStart('@'),
        ParameterSyntax parameter => parameter.Identifier.ValueText == name.TrimStart('@'),
        _ => false,
    });

    string InOnePiece()
    {
        var before = function.Cuts.LastOrDefault(c => c.Line < line);
        var after = function.Cuts.FirstOrDefault(c => c.Line > line);
        var stops = (before, after) switch
        {
            (null, null) => "there is no cut in this function",
            ({ } b, null) => $"the cut before it is '{b.Id}' in line {b.Line}",
            (null, { } a) => $"the next cut is '{a.Id}' in line {a.Line}",
            ({ } b, { } a) => $"the cut before it is '{b.Id}' in line {b.Line}, the next one '{a.Id}' in line {a.Line}",
        };
        return $"Nothing on this line stops: it runs in one piece with what is around it; {stops}.";
    }
}

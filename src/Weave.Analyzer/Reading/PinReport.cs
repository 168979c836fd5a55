using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Says in the source's words which values that are live at a cut cannot leave the process.</summary>
/// <param name="finder">Knows where cuts stand.</param>
/// <param name="function">The function's declaration.</param>
/// <param name="variables">The variables, with what is pinned.</param>
/// <param name="sources">What temporaries stand for.</param>
/// <param name="sequences">The loops whose enumerators variables hold.</param>
sealed class PinReport(
    CutFinder finder, MethodDeclarationSyntax function, VariableTable variables, IReadOnlyDictionary<int, SyntaxNode> sources, IReadOnlyDictionary<int, CommonForEachStatementSyntax> sequences)
{
    readonly HashSet<int> reported = [];

    /// <summary>Why the source cannot do without this cut, and cannot have it.</summary>
    public IEnumerable<Refusal> Refusals(Cut cut)
    {
        var place = finder.PlaceOf(cut)?.Node switch
        {
            ExpressionSyntax expression => expression.GetLocation(),
            { } node => node.GetFirstToken().GetLocation(),
            null => function.Identifier.GetLocation(),
        };
        foreach (var index in PinnedAt(cut))
        {
            var (name, path) = Named(index);
            if (IsLoop(index))
            {
                // The loop is at fault, once, however many cuts it holds.
                if (reported.Add(index))
                    yield return new(Rules.NotResumable, sequences[index].Expression.GetLocation(), cut.Id, name, path, sequences[index].AwaitKeyword.RawKind == 0 ? "ToArray()" : "await ToArrayAsync()");
            }
            else if (variables.All[index].Pinned == SharedVariables.Reason)
            {
                yield return new(Rules.SharedVariable, place, name, cut.Id, path);
            }
            else
            {
                yield return new(variables.Types[index] is { TypeKind: TypeKind.Delegate } ? Rules.DelegateAcrossCut : Rules.Pinned, place, name, cut.Id, path);
            }
        }
    }

    /// <summary>Why the cut is left out; null if nothing stands in its way.</summary>
    public string? Reason(Cut cut)
    {
        foreach (var index in PinnedAt(cut))
        {
            var (name, path) = Named(index);
            return IsLoop(index) ? ForEachShape.CannotBeSaved : $"'{name}' is live there, and cannot leave the process: {path}";
        }
        return null;
    }

    /// <summary>Source text for a message.</summary>
    public static string Words(SyntaxNode node)
    {
        var first = node.ToString().Split('\n')[0].Trim();
        return first.Length <= 60 ? first : first.Substring(0, 57) + "...";
    }

    IEnumerable<int> PinnedAt(Cut cut) => cut.Contract.Where(i => variables.All[i].Pinned is not null);

    /// <summary>True for an enumerator that is itself what cannot be saved, not the items behind it.</summary>
    bool IsLoop(int index) => sequences.ContainsKey(index) && (variables.All[index].IsOpen || variables.All[index].Cursor is null);

    /// <summary>What the source calls the variable, and the path from there.</summary>
    (string Name, string Path) Named(int index)
    {
        var variable = variables.All[index];
        if (IsLoop(index))
            return (Words(sequences[index].Expression), variable.IsOpen ? $"it is an {TypeNames.Display(variables.Types[index]!)}" : From("its enumerator"));
        var source = sequences.TryGetValue(index, out var loop) ? loop.Expression : sources.TryGetValue(index, out var node) ? node : null;
        return source is null ? (variable.Name, variable.Pinned!) : (Words(source), From(Words(source)));

        string From(string root) => variable.Pinned!.StartsWith(variable.Name, StringComparison.Ordinal) ? root + variable.Pinned.Substring(variable.Name.Length) : variable.Pinned;
    }
}

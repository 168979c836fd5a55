using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>The catch clauses of one try statement whose bodies follow it, because they hold cuts.</summary>
/// <param name="clauses">The clauses, in source order.</param>
/// <param name="falls">True if the place behind the handlers is also reached when none of these caught anything.</param>
sealed class MovedClauses(IReadOnlyList<CatchClauseSyntax> clauses, bool falls)
{
    readonly Dictionary<CatchClauseSyntax, List<(ILocalSymbol Local, int? Carrier)>> filterVariables = [];

    /// <summary>The variable that says which of them caught something; null if there is no question.</summary>
    public int? Number { get; set; }

    /// <summary>All variables that the clauses record in.</summary>
    public List<int> Own { get; } = [];

    /// <summary>The variable that holds what was caught.</summary>
    public int Caught { get; set; }

    public string CaughtName { get; set; } = "";

    public ITypeSymbol? CaughtType { get; set; }

    /// <summary>Those that name their exception or throw it again.</summary>
    public IEnumerable<CatchClauseSyntax> Asking => clauses.Where(static c => c.Declaration?.Identifier.RawKind > 0 || Rethrows(c).Any());

    /// <summary>The number of a clause; 0 stands for none, and where there is always one, for the last.</summary>
    public int NumberOf(CatchClauseSyntax clause)
    {
        for (var i = 0; i < clauses.Count; i++)
        {
            if (clauses[i] == clause)
                return !falls && i == clauses.Count - 1 ? 0 : i + 1;
        }
        return 0;
    }

    /// <summary>Variables that a clause's filter declares and its body reads, and what carries their values over.</summary>
    public List<(ILocalSymbol Local, int? Carrier)> FilterVariables(CatchClauseSyntax clause)
    {
        if (!filterVariables.TryGetValue(clause, out var found))
            filterVariables[clause] = found = [];
        return found;
    }

    /// <summary>The statements <c>throw;</c> that mean this clause's exception.</summary>
    public static IEnumerable<ThrowStatementSyntax> Rethrows(CatchClauseSyntax clause) =>
        clause.Block.DescendantNodes(static n => n is not (CatchClauseSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ThrowStatementSyntax>().Where(static t => t.Expression is null);
}

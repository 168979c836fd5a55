using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>Picks among the makers of statements.</summary>
static partial class Block
{
    /// <summary>How deep statements are nested.</summary>
    const int Deepest = 4;

    static readonly StatementMaker[] makers =
    [
        new Declarations(), new AssignmentStatements(), new Logs(), new Calls(), new Ifs(), new Fors(), new Whiles(), new Dos(), new ForEachs(), new Tries(), new Throws(), new Jumps(),
        new Switches(), new Mutations(), new Aliases(), new Deconstructions(), new AssignmentPaths(), new Blocks(), new Closures(), new LocalFunctions(), new Usings(),
        new CheckedBlocks(), new Gotos(), new Waits(), new Orders(),
        new Families(), new References(), new Spans(), new CapturedLoops(), new Iterators(),
    ];

    /// <summary>Statements in a scope that is open already.</summary>
    public static void Fill(Place at, SourceText text, int count)
    {
        Span<int> weights = stackalloc int[makers.Length];
        for (var n = 0; n < count && at.Program.Budget > 0; n++)
        {
            at.Program.Budget--;
            for (var i = 0; i < makers.Length; i++)
                weights[i] = (makers[i].Holds && at.Depth >= Deepest) || !makers[i].Fits(at) ? 0 : at.Features[makers[i].Feature];
            var chosen = at.Dice.Weighted(weights);
            if (chosen >= 0)
                makers[chosen].Write(at, text);
        }
    }

    /// <summary>A block with braces and a scope of its own.</summary>
    public static void Write(string header, Place inner, SourceText text, int most = 3)
    {
        text.Open(header);
        Fill(inner, text, inner.Dice.Between(1, most));
        text.Close();
    }

    [System.Text.RegularExpressions.GeneratedRegex("[^=!<>]=[^=]")]
    private static partial System.Text.RegularExpressions.Regex Assigns();

    /// <summary>A condition.</summary>
    public static string Condition(Place at, int depth = 2) => Expression.Of(Ty.Bool, at, depth);

    /// <summary>The expression without the parentheses around all of it.</summary>
    public static string Bare(string expression)
    {
        if (expression.Length < 2 || expression[0] != '(' || expression[^1] != ')')
            return expression;
        var open = 0;
        for (var i = 0; i < expression.Length - 1; i++)
        {
            if (expression[i] is '"' or '\'')
                return expression;
            open += expression[i] == '(' ? 1 : expression[i] == ')' ? -1 : 0;
            if (open == 0)
                return expression;
        }
        var bare = expression[1..^1];
        return bare.Contains(',', StringComparison.Ordinal) || Assigns().IsMatch(bare) ? expression : bare;
    }
}

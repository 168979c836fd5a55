namespace Quickstart;

/// <summary>What the job returns.</summary>
sealed record Summary(int Files, long Lines, int Terms, List<Term> Top)
{
    /// <summary>Equal in all it holds; the equality of records would ask whether it is the same list.</summary>
    public bool SameAs(Summary other) => (Files, Lines, Terms) == (other.Files, other.Lines, other.Terms) && Top.SequenceEqual(other.Top);
}

namespace Weave.Tool.Planning;

/// <summary>A place in the source.</summary>
/// <param name="File">Its path.</param>
/// <param name="Line">Its line, 1-based.</param>
sealed record Place(string File, int Line)
{
    /// <summary><c>Orders.cs:12</c>.</summary>
    public override string ToString() => $"{Path.GetFileName(File)}:{Line}";
}

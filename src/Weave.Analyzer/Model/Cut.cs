using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>A place where execution can stop.</summary>
/// <param name="Number">Index in <see cref="FunctionModel.Cuts"/>; 0 is the entry.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Id">Structural id, for example <c>Fulfil/foreach(carrier)/QuoteFrom#1</c>.</param>
/// <param name="Anchor">Hash of the normalised text of its statement.</param>
/// <param name="Line">Line of the source, 1-based, for comments and messages.</param>
/// <param name="Contract">The variables that are live there, as indices, ascending.</param>
public sealed record Cut(int Number, CutKind Kind, string Id, string Anchor, int Line, EquatableArray<int> Contract)
{
    /// <summary>True if the program means the same without the cut: loops and entries.</summary>
    public bool Optional => Kind is CutKind.Loop or CutKind.Entry;
}

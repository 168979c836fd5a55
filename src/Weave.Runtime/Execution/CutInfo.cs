using System.ComponentModel;

namespace Weave.Execution;

/// <summary>What the compiler knows of one cut: enough to refuse a frame that was saved by other code.</summary>
/// <param name="Id">Structural id, for example <c>Fulfil/foreach(carrier)/QuoteFrom#1</c>; the entry of a function is <c>Fulfil</c> itself.</param>
/// <param name="Anchor">Hash of the normalised text of the cut's statement, in hexadecimal.</param>
/// <param name="Contract">The live variables with their types, canonical text: <c>name:type;name:type</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CutInfo(string Id, string Anchor, string Contract);

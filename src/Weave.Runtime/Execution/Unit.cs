using System.ComponentModel;

namespace Weave.Execution;

/// <summary>The result of a function that returns nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Unit;

using Weave.Contracts;
using Weave.Storage;

namespace Weave.Tool.Comparing;

/// <summary>What becomes of one run.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Function">Its root function.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="At">The cut at which its innermost frame stands; null if it has not begun, or cannot be read.</param>
/// <param name="Verdict">The worst of what it has saved; null if it cannot be read.</param>
/// <param name="Why">What of it is not identical.</param>
sealed record RunRow(string Run, string Function, RunState State, string? At, Verdict? Verdict, IReadOnlyList<string> Why);

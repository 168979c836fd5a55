namespace Weave.Execution;

/// <summary>Where a step is executed whose run has moved on: its outcome comes through the inbox.</summary>
/// <param name="Hub">The hub.</param>
/// <param name="Incarnation">Its membership: the step is lost with it.</param>
/// <param name="Epoch">The claim under which it was begun.</param>
sealed record StepPlace(string Hub, long Incarnation, long Epoch);

namespace Weave.Execution;

/// <summary>Where a strand stood when it last was at a cut, for observers: made by its worker, read by anyone.</summary>
sealed class RunSnapshot
{
    const int Deepest = 256;

    readonly (FragmentFunction Function, int Cut)[] frames;

    public RunSnapshot(IReadOnlyList<Frame> stack, RunActivity activity, string? waitsFor)
    {
        Activity = activity;
        WaitsFor = waitsFor;
        var count = Math.Min(stack.Count, Deepest);
        frames = new (FragmentFunction, int)[count];
        for (var i = 0; i < count; i++)
        {
            var frame = stack[stack.Count - count + i];
            frames[i] = (frame.Function, frame.Cut);
        }
    }

    public RunActivity Activity { get; }

    public string? WaitsFor { get; }

    public IReadOnlyList<string> Cuts => [.. frames.Select(static f => f.Function.Cuts[f.Cut].Id)];
}

namespace Weave.Execution;

/// <summary>One at a time, in the order of asking.</summary>
/// <param name="machine">Where those who wait go on.</param>
sealed class Turn(Machine machine)
{
    readonly Lock gate = new();
    readonly Queue<Completion<Unit>> waiting = [];
    bool taken;

    public Task TakeAsync()
    {
        lock (gate)
        {
            if (!taken)
            {
                taken = true;
                return Task.CompletedTask;
            }

            var turn = machine.NewCompletion<Unit>();
            waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    public void Pass()
    {
        Completion<Unit>? next;
        lock (gate)
            taken = waiting.TryDequeue(out next);
        next?.TrySet(default);
    }
}

using Weave.Execution;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>A completion whose awaiters go on in the process that it belongs to. Each has a task of its own: of several that await one task the library sends all but one to its thread pool.</summary>
sealed class SimulatedCompletion<T>(SimulatedMachine machine) : Completion<T>
{
    readonly List<TaskCompletionSource<T>> waiting = [];
    Task<T>? done;
    bool set;

    public override Task<T> Task
    {
        get
        {
            if (done is not null)
                return done;
            var source = new TaskCompletionSource<T>();
            waiting.Add(source);
            return source.Task;
        }
    }

    public override void TrySet(T value) => End(System.Threading.Tasks.Task.FromResult(value));

    /// <summary>Ends it as another task has ended.</summary>
    public void End(Task<T> ended)
    {
        if (set)
            return;
        set = true;
        machine.Post(() =>
        {
            done = ended;
            foreach (var source in waiting)
                source.TrySetFromTask(ended);
        });
    }
}

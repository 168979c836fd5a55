using System.Collections.Concurrent;
using System.Reflection;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <summary>What all runs of one hub share.</summary>
sealed class EngineServices(IRunStore store, HubOptions options, WorkerPool pool, Action<Action> observe)
{
    readonly ConcurrentDictionary<Assembly, int> modules = new();

    public IRunStore Store => store;

    public StoreSymbols Symbols { get; } = new(store);

    public HubOptions Options => options;

    /// <summary>How strands become checkpoints.</summary>
    public StrandEncoderOptions Encoding { get; } = new()
    {
        Compress = options.Compress,
        ShadowBudget = options.ShadowBudget,
        MaxCheckpointBytes = options.MaxCheckpointBytes,
        TimeProvider = options.TimeProvider,
    };

    public TimeProvider Time => options.TimeProvider;

    public WorkerPool Pool => pool;

    /// <summary>Has an observer called soon, on no engine thread.</summary>
    public void Observe(Action call) => observe(call);

    /// <summary>The symbol of the module that a frame's code is in.</summary>
    public int ModuleOf(Frame frame) =>
        modules.GetOrAdd(frame.GetType().Assembly, assembly => Symbols.Intern($"{assembly.GetName().Name}:{assembly.ManifestModule.ModuleVersionId:N}"));
}

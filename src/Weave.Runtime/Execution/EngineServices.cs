using System.Collections.Concurrent;
using System.Reflection;
using Weave.Sealing;
using Weave.Storage;

namespace Weave.Execution;

/// <summary>What all runs of one hub share.</summary>
sealed class EngineServices(IRunStore store, StoreSeal seal, HubOptions options, WorkerPool pool, Action<Action> observe)
{
    readonly ConcurrentDictionary<Assembly, int> modules = new();

    public IRunStore Store => store;

    /// <summary>Opens what the store gives back.</summary>
    public StoreSeal Seal => seal;

    public StoreSymbols Symbols { get; } = new(store);

    public HubOptions Options => options;

    public TimeProvider Time => options.TimeProvider;

    public WorkerPool Pool => pool;

    /// <summary>Has an observer called soon, on no engine thread.</summary>
    public void Observe(Action call) => observe(call);

    /// <summary>The symbol of the module that a frame's code is in.</summary>
    public int ModuleOf(Frame frame) =>
        modules.GetOrAdd(frame.GetType().Assembly, assembly => Symbols.Intern($"{assembly.GetName().Name}:{assembly.ManifestModule.ModuleVersionId:N}"));
}

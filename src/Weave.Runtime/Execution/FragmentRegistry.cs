using System.Collections.Concurrent;
using System.ComponentModel;

namespace Weave.Execution;

/// <summary>The woven functions of this process, by id. Generated module initializers fill it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FragmentRegistry
{
    static readonly ConcurrentDictionary<string, FragmentFunction> functions = new(StringComparer.Ordinal)
    {
        [DelayFrame.Info.Id] = DelayFrame.Info,
        [CheckpointFrame.Info.Id] = CheckpointFrame.Info,
    };

    /// <summary>Adds a function or step.</summary>
    public static void Add(FragmentFunction function) => functions.TryAdd(function.Id, function);

    /// <summary>The function with this id, or null.</summary>
    public static FragmentFunction? Find(string id) => functions.GetValueOrDefault(id);
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weave.Testing;

/// <summary>
/// Which objects of a captured strand somebody else can reach. Asked of the one who knows: with the frames let go, the collector frees what belonged to them alone,
/// and what is left is reachable from the caller, from static fields, from another thread, from wherever. An object that is old already counts as reachable.
/// </summary>
sealed class Survivors
{
    static readonly ConcurrentDictionary<Type, bool> finalizers = new();

    readonly List<(long Id, GCHandle Handle)> candidates = [];
    readonly Dictionary<long, object> kept = [];

    /// <summary>An object that stays whatever the collector says.</summary>
    public void Keep(long id, object value) => kept[id] = value;

    /// <summary>An object that stays if somebody else can reach it.</summary>
    public void Watch(long id, object value)
    {
        // A finalizer would see the object die; a lock that is held must not move to another object.
        if (HasFinalizer(value.GetType()) || Monitor.IsEntered(value))
            Keep(id, value);
        else
            candidates.Add((id, GCHandle.Alloc(value, GCHandleType.Weak)));
    }

    /// <summary>The object that stayed, or null.</summary>
    public object? Find(long id) => kept.GetValueOrDefault(id);

    /// <summary>Lets the collector decide. Nothing of the caller may refer to the strand's frames.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Collect()
    {
        if (candidates.Count > 0)
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        foreach (var (id, handle) in candidates)
        {
            if (handle.Target is { } alive)
                kept[id] = alive;
            handle.Free();
        }

        candidates.Clear();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Tests are not trimmed.")]
    static bool HasFinalizer(Type type) => finalizers.GetOrAdd(type, static type =>
        type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic, [])?.DeclaringType is { } declaring && declaring != typeof(object));
}

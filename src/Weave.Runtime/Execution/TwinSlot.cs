using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Execution;

/// <summary>
/// The twin check of one virtual or interface fragment function: a type whose most-derived method has no twin of its own must not run the twin of a base. The
/// answer for a type is found once and then read without a lock.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TwinSlot
{
    const int Size = 16;

    static readonly Answer nothing = new(typeof(TwinSlot), false);

    readonly ConcurrentDictionary<Type, Answer> all = new();
    readonly Answer[] recent = [.. Enumerable.Repeat(nothing, Size)];

    /// <summary>True if it is known which to call on <paramref name="self"/>.</summary>
    /// <param name="self">The receiver; for null the plain call throws what it always throws.</param>
    /// <param name="twin">True for the twin, false for the plain method.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Knows(object? self, out bool twin)
    {
        if (self is not null)
        {
            var type = self.GetType();
            var answer = recent[(uint)RuntimeHelpers.GetHashCode(type) % Size];
            twin = answer.Twin;
            return ReferenceEquals(answer.Type, type);
        }

        twin = false;
        return true;
    }

    /// <summary>Finds which to call on <paramref name="self"/>; true for the twin.</summary>
    /// <param name="self">The receiver.</param>
    /// <param name="plain">The method, bound to it: its most-derived form.</param>
    /// <param name="woven">The twin, bound to it.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Learn(object self, Delegate plain, Delegate woven)
    {
        var type = self.GetType();
        if (!all.TryGetValue(type, out var answer))
        {
            // A twin stands beside its method and bears its name: that of an explicit implementation is not that of a public method.
            // A proxy that a test makes at run time overrides both, and knows what neither shall do: only a woven assembly has twins.
            // The box of a struct is a place that others can change while the method runs; a resumed twin would work on a copy.
            var declaring = woven.Method.DeclaringType;
            var same = !type.IsValueType && plain.Method.DeclaringType == declaring && NameOf(woven) == NameOf(plain) + "__woven"
                && declaring!.Assembly.IsDefined(typeof(WeaveModuleAttribute), inherit: false);
            answer = all.GetOrAdd(type, new Answer(type, same));
        }

        recent[(uint)RuntimeHelpers.GetHashCode(type) % Size] = answer;
        return answer.Twin;
    }

    /// <summary>The compiler puts the alias into the name of an explicit implementation: <c>global::Shop.ITill.Count</c>.</summary>
    static string NameOf(Delegate call) => call.Method.Name.StartsWith("global::", StringComparison.Ordinal) ? call.Method.Name["global::".Length..] : call.Method.Name;

    sealed class Answer(Type type, bool twin)
    {
        public readonly Type Type = type;
        public readonly bool Twin = twin;
    }
}

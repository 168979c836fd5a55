using Weave.Modules;
using Weave.State;

namespace Weave.Cursors;

/// <summary>The kinds of enumerators that can be saved, by run-time type.</summary>
static class CursorKinds
{
    /// <summary>Collections that have no type argument are there without being asked for.</summary>
    static CursorKinds()
    {
        Add(CursorKind.Of(BitArrayCursor.Example, static e => new BitArrayCursor(e)));
        Add(CursorKind.Of(ArrayListCursor.Example, static e => new ArrayListCursor(e)));
    }

    internal static void Add(CursorKind kind)
    {
        if (CodeScope.Of(kind.Enumerator).Cursors.TryAdd(kind.Enumerator, kind))
            CodecRegistry.Add(kind.Codec);
    }

    internal static bool Knows(Type enumerator) => Find(enumerator) is not null;

    internal static Cursor? Around(object enumerator) => Find(enumerator.GetType())?.Around(enumerator);

    static CursorKind? Find(Type enumerator)
    {
        var scope = CodeScope.Of(enumerator);
        var kinds = scope.Cursors;
        if (kinds.TryGetValue(enumerator, out var kind))
            return kind;
        CodecRegistry.Index(scope);
        if (kinds.TryGetValue(enumerator, out kind))
            return kind;
        OpenCodecs.MakeCollection(enumerator);
        CodecRegistry.Index(scope);
        return kinds.GetValueOrDefault(enumerator);
    }
}

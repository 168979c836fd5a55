using System.ComponentModel;
using Weave.Codecs;
using Weave.Modules;

namespace Weave.State;

/// <summary>The codecs of this process: the built-in ones, and those that generated code adds for the types its contracts reach.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CodecRegistry
{
    /// <summary>Adds a codec. Adding a second codec for the same type changes nothing, so modules may overlap.</summary>
    /// <param name="codec">The codec.</param>
    public static void Add(Codec codec)
    {
        var scope = CodeScope.Of(codec.Type);
        if (scope != CodeScope.Of(codec.GetType()))
            throw Foreign(codec.Type);
        if (!scope.Codecs.TryAdd(codec.Type, codec))
            return;
        codec.Attach();

        // Schema texts are composed on first need, not while modules initialise.
        scope.Unindexed.Enqueue(codec);
    }

    /// <summary>A module beside the process's code may not say how a type travels that both share: the process has one codec for it.</summary>
    internal static NotSupportedException Foreign(Type type) =>
        new($"It brings a codec of its own for '{TypeName.Of(type)}', a type that it shares with the process.");

    /// <summary>Adds a codec for every construction of a generic type.</summary>
    /// <param name="definition">The definition of the type.</param>
    /// <param name="codec">The definition of its codec, with the same type parameters.</param>
    public static void AddOpen(Type definition, Type codec) => OpenCodecs.Add(definition, codec);

    /// <summary>True if a codec for <paramref name="type"/> is there.</summary>
    /// <param name="type">Any type.</param>
    public static bool Knows(Type type) => Find(type) is not null;

    internal static Codec? Find(Type type)
    {
        if (CodeScope.Process.Codecs.TryGetValue(type, out var codec))
            return codec;
        var codecs = CodeScope.Of(type).Codecs;
        if (codecs.TryGetValue(type, out codec))
            return codec;
        if (BuiltInCodecs.Create(type) is { } builtIn)
        {
            Add(builtIn);
            return codecs[type];
        }

        if (OpenCodecs.Create(type) is { } made)
        {
            Add(made);
            return codecs[type];
        }

        if (type.IsSubclassOf(typeof(Cursors.Cursor)))
        {
            // A cursor comes with the codec of its collection.
            OpenCodecs.MakeCollection(type);
            Index(CodeScope.Of(type));
            return codecs.GetValueOrDefault(type);
        }

        return Faces.Of(type) is { } face ? Find(face) : null;
    }

    internal static Codec? FindSchema(string text)
    {
        var scope = CodeScope.Current;
        Index(scope);
        return scope.CodecsBySchema.GetValueOrDefault(text) ?? BuiltIn(text) ?? (Made(Schema.NameOf(text)) is { } made && made.Schema == text ? made : null);
    }

    internal static Codec? FindName(string name)
    {
        var scope = CodeScope.Current;
        Index(scope);
        return scope.CodecsByName.GetValueOrDefault(name) ?? BuiltIn(name) ?? Made(name);
    }

    /// <summary>The type with this name, if it has a codec already or is built in.</summary>
    internal static Type? TypeNamed(string name)
    {
        var scope = CodeScope.Current;
        Index(scope);
        return scope.CodecsByName.GetValueOrDefault(name)?.Type ?? BuiltInCodecs.TypeNamed(name);
    }

    /// <summary>The codec of a construction of a generic type that nobody has asked for yet.</summary>
    static Codec? Made(string name) => TypeResolver.Find(name) is { } type && Find(type) is { } codec && codec.Type == type ? codec : null;

    static Codec? BuiltIn(string name) => BuiltInCodecs.TypeNamed(name) is { } type ? Find(type) : null;

    /// <summary>Takes in what was added since: names of schemas, and the enumerators that come with collections.</summary>
    internal static void Index(CodeScope scope)
    {
        var unindexed = scope.Unindexed;
        if (unindexed.IsEmpty)
            return;
        lock (unindexed)
        {
            while (unindexed.TryPeek(out var codec))
            {
                scope.CodecsByName.TryAdd(Schema.NameOf(codec.Schema), codec);
                scope.CodecsBySchema.TryAdd(codec.Schema, codec);
                foreach (var kind in codec.Enumerators)
                    Cursors.CursorKinds.Add(kind);
                unindexed.TryDequeue(out _);
            }
        }
    }
}

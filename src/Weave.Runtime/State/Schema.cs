using Weave.Contracts;
using Weave.Evolution;
using Weave.Execution;

namespace Weave.State;

/// <summary>An interned schema text, and what it stands for in this process: a codec, a cut of a function, or the static type of a value.</summary>
sealed class Schema
{
    const string ValuePrefix = "value ";

    Schema(string text) => Text = text;

    internal string Text { get; }

    internal Codec? Codec { get; private init; }

    internal FragmentFunction? Function { get; private init; }

    internal int Cut { get; private init; }

    /// <summary>How the layout in the bytes is read, when it is not the one of this code.</summary>
    internal LayoutChange? Change { get; private init; }

    /// <summary>The codec of a struct whose layout is another one: its values stand inside others, where no record names them.</summary>
    internal Codec? Value { get; private init; }

    /// <summary>Why a frame at this cut cannot be read; null if it can. A chain may hold one that a later checkpoint of it has replaced.</summary>
    internal string? Refusal { get; private init; }

    /// <summary>True if the answer will be the same next time. What this code cannot read it may when another assembly has been loaded.</summary>
    internal bool IsSettled => Codec is not OpaqueCodec && Refusal is null;

    /// <summary>The text of a cut: function, cut id, anchor, contract; one a line.</summary>
    internal static string TextOf(FragmentFunction function, int cut)
    {
        var info = function.Cuts[cut];
        return $"{function.Id}\n{info.Id}\n{info.Anchor}\n{info.Contract}";
    }

    /// <summary>The text of a value that is encoded by itself: its static type.</summary>
    internal static string TextOfRoot(Type type) => ValuePrefix + TypeName.Of(type);

    /// <summary>The static type in the text of a value.</summary>
    internal static string RootIn(string text) =>
        text.StartsWith(ValuePrefix, StringComparison.Ordinal) ? text[ValuePrefix.Length..] : throw new CorruptStateException("The bytes do not hold one value.");

    /// <summary>The name in a type's schema: what stands before the layout.</summary>
    internal static string NameOf(string schema) => schema.IndexOf('{') is >= 0 and var layout ? schema[..layout] : schema;

    /// <summary>Whether a text is that of a cut or type of the current code, exactly as it is.</summary>
    internal static bool IsOfThisCode(string text)
    {
        if (!text.Contains('\n'))
            return text.StartsWith(ValuePrefix, StringComparison.Ordinal) || CodecRegistry.FindSchema(text) is not null;
        return FragmentRegistry.Find(text[..text.IndexOf('\n')]) is { } function && Enumerable.Range(0, function.Cuts.Count).Any(cut => TextOf(function, cut) == text);
    }

    internal static Schema Parse(string text, string? run)
    {
        if (text.Contains('\n'))
            return ParseCut(text);
        if (text == HandleCodec.Text)
            return new Schema(text) { Codec = HandleCodec.Instance };
        if (text.StartsWith(ValuePrefix, StringComparison.Ordinal))
            return new Schema(text);
        if (CodecRegistry.FindSchema(text) is { } codec)
            return new Schema(text) { Codec = codec };
        return Evolved(text, run);
    }

    /// <summary>The type of other code.</summary>
    static Schema Evolved(string text, string? run)
    {
        var old = TypeContract.Parse(text);
        var map = CodeRules.Current.Map(old);
        var codec = map.Now is { } now ? CodecRegistry.FindName(now.Name) : null;
        var change = new LayoutChange(map.Now?.Name ?? old.Name, map.Now?.Text ?? "", old.Members, map.Fields);
        // Where values stand, and how many bits they have, is not said where they stand: other code would misread what holds them.
        if (codec is not null && old.Kind != TypeKind.Known && (codec.Type.IsValueType != old.IsValue || (old.Kind == TypeKind.Enum && !change.IsReadable)))
            throw change.Error(run);
        if (codec is null || !change.IsReadable)
            return new Schema(text) { Codec = OpaqueCodec.Of(text, change), Change = change, Value = old.Kind == TypeKind.Struct ? codec : null };
        var hasMembers = old.Kind is TypeKind.Class or TypeKind.Struct;
        return new Schema(text) { Codec = codec, Change = hasMembers ? change : null, Value = old.Kind == TypeKind.Struct ? codec : null };
    }

    static Schema ParseCut(string text)
    {
        var old = CutContract.ParseSchema(text);
        if (FragmentRegistry.Find(old.Function, out var gone) is { } function && IndexOf(function, old.Cut) is >= 0 and var index && TextOf(function, index) == text)
            return new Schema(text) { Function = function, Cut = index };
        var map = CodeRules.Current.Map(old);
        if (map.Values.Verdict > Verdict.Maps)
            return new Schema(text) { Refusal = map.Now is null && gone is not null ? gone : map.Values.Why, Change = new LayoutChange(old.Cut, "", old.Members, map.Values) };
        function = FragmentRegistry.Find(map.Now!.Function)!;
        index = IndexOf(function, map.Now.Cut);
        return new Schema(text) { Function = function, Cut = index, Change = new LayoutChange(function.Id, TextOf(function, index), OpenFunctions.Close(old), map.Values) };
    }

    static int IndexOf(FragmentFunction function, string cut)
    {
        for (var i = 0; i < function.Cuts.Count; i++)
        {
            if (function.Cuts[i].Id == cut)
                return i;
        }

        return -1;
    }
}

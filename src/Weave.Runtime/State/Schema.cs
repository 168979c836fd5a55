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

    /// <summary>The text of a cut: function, cut id, anchor, contract; one a line.</summary>
    internal static string TextOf(FragmentFunction function, int cut)
    {
        var info = function.Cuts[cut];
        return $"{function.Id}\n{info.Id}\n{info.Anchor}\n{info.Contract}";
    }

    /// <summary>The text of a value that is encoded by itself: its static type.</summary>
    internal static string TextOfRoot(Type type) => ValuePrefix + TypeName.Of(type);

    /// <summary>The name in a type's schema: what stands before the layout.</summary>
    internal static string NameOf(string schema) => schema.AsSpan().IndexOfAny('{', CustomSchema.VersionMark) is >= 0 and var layout ? schema[..layout] : schema;

    internal static Schema Parse(string text, string? run)
    {
        if (text.Contains('\n'))
            return ParseCut(text, run);
        if (text == HandleCodec.Text)
            return new Schema(text) { Codec = HandleCodec.Instance };
        if (text.StartsWith(ValuePrefix, StringComparison.Ordinal))
            return new Schema(text);
        if (CodecRegistry.FindSchema(text) is { } codec)
            return new Schema(text) { Codec = codec };
        var name = NameOf(text);
        var cause = CodecRegistry.FindName(name) is { } changed
            ? $"the layout of the type has changed: the checkpoint has '{text}', this process has '{changed.Schema}'."
            : $"the type is gone: no codec in this process reads '{text}'.";
        throw new ContractMismatchException(name, cause, run);
    }

    static Schema ParseCut(string text, string? run)
    {
        var lines = text.Split('\n', 4);
        if (lines.Length < 4)
            throw new CorruptStateException("A cut's schema has fewer than four lines.", run);
        var (id, cut, anchor, contract) = (lines[0], lines[1], lines[2], lines[3]);
        var function = FragmentRegistry.Find(id, out var why) ?? throw new ContractMismatchException(id, why ?? "the method is gone.", run);
        var index = 0;
        while (index < function.Cuts.Count && function.Cuts[index].Id != cut)
            index++;
        if (index == function.Cuts.Count)
            throw new ContractMismatchException(cut, $"the method '{id}' has no such cut any more.", run);
        var info = function.Cuts[index];
        if (info.Contract != contract)
            throw new ContractMismatchException(cut, $"the contract has changed: the checkpoint has '{contract}', this process has '{info.Contract}'.", run);
        if (info.Anchor != anchor)
            throw new ContractMismatchException(cut, $"the statement has changed: its anchor was {anchor} and is {info.Anchor}.", run);
        return new Schema(text) { Function = function, Cut = index };
    }
}

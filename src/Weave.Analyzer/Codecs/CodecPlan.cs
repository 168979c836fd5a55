using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>
/// What the values of one type need in order to travel: the codecs of everything they reach. Plain text with value equality, so plans live in
/// an incremental pipeline and those of many methods can be merged.
/// </summary>
/// <param name="Codecs">One entry a type that needs registration, sorted by key.</param>
/// <param name="FieldSets">One entry a source type whose fields are read and written, sorted by key.</param>
/// <param name="Layouts">What contracts say of these types, one entry a definition, sorted by key.</param>
/// <param name="PinnedPath">
/// Null if the values can travel. Else the way from the value to what cannot, to be put after the name of the variable:
/// <c>.Customer._stream: FileStream</c>, or <c>: FileStream</c> if it is the value itself.
/// </param>
/// <param name="Immutable">True if neither the value nor anything it reaches can change.</param>
sealed record CodecPlan(EquatableArray<CodecModel> Codecs, EquatableArray<FieldSetModel> FieldSets, EquatableArray<LayoutModel> Layouts, string? PinnedPath, bool Immutable)
{
    /// <summary>The plan of no values at all.</summary>
    public static CodecPlan Empty { get; } = new(EquatableArray<CodecModel>.Empty, EquatableArray<FieldSetModel>.Empty, EquatableArray<LayoutModel>.Empty, PinnedPath: null, Immutable: true);

    /// <summary>True if the value cannot leave the process.</summary>
    public bool IsPinned => PinnedPath is not null;

    /// <summary>The codecs of all plans, each once. Pinned plans add nothing; the result itself is not pinned.</summary>
    public static CodecPlan Merge(IEnumerable<CodecPlan> plans)
    {
        var codecs = new SortedDictionary<string, CodecModel>(StringComparer.Ordinal);
        var fieldSets = new SortedDictionary<string, FieldSetModel>(StringComparer.Ordinal);
        var layouts = new SortedDictionary<string, LayoutModel>(StringComparer.Ordinal);
        var immutable = true;
        foreach (var plan in plans.Where(static plan => !plan.IsPinned))
        {
            foreach (var codec in plan.Codecs)
                codecs[codec.Key] = codec;
            foreach (var fields in plan.FieldSets)
                fieldSets[fields.Key] = fields;
            foreach (var layout in plan.Layouts)
                layouts[layout.Key] = layout;
            immutable &= plan.Immutable;
        }

        return new CodecPlan(new(codecs.Values), new(fieldSets.Values), new(layouts.Values), PinnedPath: null, immutable);
    }
}

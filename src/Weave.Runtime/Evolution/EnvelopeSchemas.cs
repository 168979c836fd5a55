using Weave.Checkpoints;
using Weave.Contracts;
using Weave.State;

namespace Weave.Evolution;

/// <summary>The schemas that one envelope lists, as this process understands them.</summary>
sealed class EnvelopeSchemas
{
    readonly Schema[] schemas;
    EnvelopeLayouts? layouts;

    EnvelopeSchemas(Schema[] schemas)
    {
        this.schemas = schemas;
        foreach (var schema in schemas)
        {
            if (schema.Change is null && schema.Codec is not OpaqueCodec)
                continue;
            IsChanged = true;
            if (schema is { Change: { } change, Value: { } codec })
                (Structs ??= [])[codec] = change;
        }
    }

    /// <summary>True if some of it was written by other code.</summary>
    public bool IsChanged { get; }

    /// <summary>Structs whose layout in this envelope is another one; null for none.</summary>
    public Dictionary<Codec, LayoutChange>? Structs { get; }

    /// <summary>The layouts in this envelope.</summary>
    public EnvelopeLayouts Layouts => layouts ??= new(schemas.Select(static schema => schema.Text));

    /// <summary>The schema at a position of the list.</summary>
    public Schema this[int index] => schemas[index];

    /// <summary>Looks all schemas of an envelope up.</summary>
    public static EnvelopeSchemas Of(Payload payload, SymbolCache symbols, string? run)
    {
        var schemas = new Schema[payload.Schemas.Length];
        for (var i = 0; i < schemas.Length; i++)
            schemas[i] = symbols.Resolve(payload.Schemas[i], run);
        return new EnvelopeSchemas(schemas);
    }

    /// <summary>The texts of all structs and enums that values of some types hold inside. Null if this code has one of them with another layout, because one envelope cannot list both.</summary>
    /// <param name="types">The types.</param>
    /// <param name="changed">Set to the one that is in the way.</param>
    public IReadOnlyCollection<string>? Inside(IEnumerable<string> types, out string? changed)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Stack<string>(types);
        while (open.TryPop(out var type))
        {
            foreach (var name in Names.In(type))
            {
                if (Layouts.ValueNamed(name) is not { } value || !found.TryAdd(name, value.Text))
                    continue;
                changed = name;
                if (CodecRegistry.FindName(name) is { } codec && codec.Schema != value.Text)
                    return null;
                foreach (var member in value.Members)
                    open.Push(member.PlainType);
            }
        }

        changed = null;
        return found.Values;
    }
}

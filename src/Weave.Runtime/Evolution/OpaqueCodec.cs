using Weave.Contracts;
using Weave.Modules;
using Weave.State;

namespace Weave.Evolution;

/// <summary>Keeps the records of one type that this code cannot make.</summary>
/// <param name="schema">Its schema.</param>
/// <param name="change">Why it cannot.</param>
sealed class OpaqueCodec(string schema, LayoutChange change) : Codec
{
    /// <inheritdoc/>
    public override Type Type => typeof(OpaqueObject);

    /// <inheritdoc/>
    public override string Schema => schema;

    /// <summary>The error for whoever needs such an object.</summary>
    /// <param name="run">The run.</param>
    public ContractMismatchException Error(string? run) => change.Error(run);

    /// <summary>The codec of a schema.</summary>
    public static OpaqueCodec Of(string schema, LayoutChange change) => CodeScope.Current.OpaqueCodecs.GetOrAdd(schema, static (schema, change) => new OpaqueCodec(schema, change), change);

    internal override bool IsImmutable => false;

    internal override bool IsLate => false;

    internal override void Attach()
    {
    }

    internal override void WriteDefault(StateWriter writer) => writer.PutNil();

    internal override void WriteRecord(StateWriter writer, object value)
    {
        var kept = (OpaqueObject)value;
        KeptItems.Write(writer, kept.Items.Span, kept.References);
        writer.NoteAll(kept.Layouts);
    }

    internal override object AllocateRecord(StateReader reader) => new OpaqueObject(this);

    internal override void FillRecord(StateReader reader, object value)
    {
        var kept = (OpaqueObject)value;
        kept.Items = reader.TakeRest().ToArray();
        var type = TypeContract.Parse(schema);
        kept.Layouts = reader.From!.Inside(type.Members.Select(static member => member.PlainType).Append(type.Name), out var changed)
            ?? throw new ContractMismatchException(type.Name, $"its objects cannot be kept aside because '{changed}', which is in them, has changed.", reader.Run);
        kept.References = KeptItems.References(kept.Items.Span, reader.Heap, reader);
    }
}

using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Evolution;

/// <summary>The unknown-field bag of one frame or object: what older or newer code saved there and this code does not know. It is written back.</summary>
/// <param name="Schema">The schema of what is written: this code's layout, and the kept fields after it.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Layouts">Schemas of the structs and enums inside them.</param>
sealed record KeptFields(string Schema, IReadOnlyList<KeptField> Fields, IReadOnlyCollection<string> Layouts)
{
    static readonly ConditionalWeakTable<object, KeptFields> byObject = [];

    /// <summary>The bag of an object, or null. Ask the codec first whether it has ever had one.</summary>
    public static KeptFields? Of(object value) => byObject.TryGetValue(value, out var kept) ? kept : null;

    /// <summary>Takes the members that nothing reads.</summary>
    /// <param name="change">The change that says which.</param>
    /// <param name="from">The schemas of the envelope that holds them.</param>
    /// <param name="data">Its bytes.</param>
    /// <param name="places">Where each old member is.</param>
    /// <param name="heap">The objects they refer to.</param>
    /// <param name="reader">For error messages.</param>
    /// <param name="mayLose">True if a value may be lost that cannot be kept: a variable that is not live any more. Whoever wants it again is refused.</param>
    public static KeptFields? Take(LayoutChange change, EnvelopeSchemas from, byte[] data, ReadOnlySpan<(int Start, int Length)> places, ObjectHeap heap, StateReader reader, bool mayLose)
    {
        List<KeptField>? fields = null;
        var layouts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var index in change.Map.Kept)
        {
            if (from.Inside([change.Old[index].PlainType], out var changed) is not { } inside)
            {
                if (mayLose)
                    continue;
                throw new ContractMismatchException(change.Owner, $"'{change.Old[index].Name}' is gone, and cannot be kept aside because '{changed}', which is in it, has changed too: [Drops] says that it may be lost.", reader.Run);
            }

            layouts.UnionWith(inside);
            var items = data.AsMemory(places[index].Start, places[index].Length).ToArray();
            (fields ??= []).Add(new KeptField(change.Old[index], items, KeptItems.References(items, heap, reader)));
        }

        return fields is null ? null : new KeptFields(change.SchemaWith(fields.Select(static field => field.Member)), fields, [.. layouts]);
    }

    /// <summary>Puts a bag beside an object, for the object's life.</summary>
    public void Attach(object value, Codec codec)
    {
        byObject.AddOrUpdate(value, this);
        codec.HasKept = true;
    }

    /// <summary>Writes the fields behind the known ones.</summary>
    public void Write(StateWriter writer)
    {
        foreach (var field in Fields)
            KeptItems.Write(writer, field.Items.Span, field.References);
        writer.NoteAll(Layouts);
    }
}

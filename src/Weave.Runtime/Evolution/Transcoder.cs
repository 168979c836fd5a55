using Weave.Contracts;
using Weave.State;

namespace Weave.Evolution;

/// <summary>Rewrites values from the layout they were saved in to the layout of this code.</summary>
static class Transcoder
{
    /// <summary>Stands before a value that is in this code's layout already, where one of another layout could stand: no MessagePack item begins with it.</summary>
    public const byte AsNow = 0xC1;

    /// <summary>The values in this code's layout.</summary>
    /// <param name="change">How they are read.</param>
    /// <param name="from">The schemas of the envelope that holds them.</param>
    /// <param name="data">Their bytes.</param>
    /// <param name="places">Where each old member is.</param>
    /// <param name="heap">The objects they refer to.</param>
    /// <param name="whole">True if all objects are whole, so that a migration may look at them.</param>
    /// <param name="run">The run, for error messages.</param>
    public static byte[] Rewrite(LayoutChange change, EnvelopeSchemas from, byte[] data, ReadOnlySpan<(int Start, int Length)> places, ObjectHeap heap, bool whole, string? run)
    {
        var writer = StateWriter.Rent(heap.Made, heap.Symbols, omitUnchanged: false, shadows: null);
        writer.MarkNow = from.Structs;
        StateReader? reader = null;
        try
        {
            foreach (var source in change.Map.Members)
            {
                switch (source.Origin)
                {
                    case MemberOrigin.Default when CodecRegistry.FindName(source.Now.PlainType) is { Type.IsValueType: true } codec:
                        codec.WriteDefault(writer);
                        break;
                    case MemberOrigin.Default:
                        writer.PutNil();
                        break;
                    case MemberOrigin.Migration:
                        Migrate(change, source, writer, new MigrationInputs(Reader(), data, Pick(places, source.Inputs), whole, change));
                        break;
                    default:
                        var (start, length) = places[source.Inputs[0]];
                        if (source.Conversion == Conversion.None)
                            writer.PutItems(data.AsSpan(start, length));
                        else
                            Convert(source.Conversion, Reader(), writer, data, start, length);
                        break;
                }
            }

            return writer.Bodies.ToArray();
        }
        finally
        {
            writer.Return();
        }

        // Most members are copied as they are.
        StateReader Reader()
        {
            if (reader is null)
            {
                reader = new StateReader(run) { From = from };
                reader.Attach(heap);
            }

            return reader;
        }
    }

    static void Migrate(LayoutChange change, MemberSource source, StateWriter writer, MigrationInputs inputs)
    {
        var migration = Migrations.Find(Names.Definition(change.Owner), source.Now.Name)
            ?? throw new ContractMismatchException(change.Owner, $"the migration of '{source.Now.Name}' is not registered.");
        migration.Write(writer, inputs);
    }

    static (int Start, int Length)[] Pick(ReadOnlySpan<(int Start, int Length)> places, IReadOnlyList<int> inputs)
    {
        var picked = new (int, int)[inputs.Count];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = places[inputs[i]];
        return picked;
    }

    static void Convert(Conversion conversion, StateReader reader, StateWriter writer, byte[] data, int start, int length)
    {
        if (conversion.FromNullable)
        {
            if (data[start] == Wire.Nil)
            {
                writer.PutNil();
                return;
            }

            // Past the true that says there is a value.
            start++;
            length--;
        }

        if (conversion.ToNullable)
            writer.Put(true);
        reader.MoveTo(data, start, length);
        switch (conversion.Kind)
        {
            case ConversionKind.None:
                writer.PutItems(data.AsSpan(start, length));
                break;
            case ConversionKind.IntegerToSingle:
                writer.Put((float)reader.GetInt64());
                break;
            case ConversionKind.IntegerToDouble:
                writer.Put((double)reader.GetInt64());
                break;
            case ConversionKind.IntegerToDecimal:
                writer.Put(data[start] == Wire.UInt64 ? reader.GetUInt64() : (decimal)reader.GetInt64());
                break;
            case ConversionKind.SingleToDouble:
                writer.Put((double)reader.Get<float>());
                break;
            case ConversionKind.HalfToSingle:
                writer.Put((float)reader.Get<Half>());
                break;
            case ConversionKind.HalfToDouble:
                writer.Put((double)reader.Get<Half>());
                break;
            default:
                throw new InvalidOperationException($"A conversion is {conversion.Kind}.");
        }
    }
}

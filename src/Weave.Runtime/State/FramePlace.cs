using Weave.Checkpoints;
using Weave.Evolution;
using Weave.Execution;

namespace Weave.State;

/// <summary>Where the values of one frame are: in the newest envelope that wrote it.</summary>
/// <param name="Payload">That envelope's payload.</param>
/// <param name="Entry">The place in it.</param>
/// <param name="From">Its schemas.</param>
readonly record struct FramePlace(Payload Payload, Payload.FrameEntry Entry, EnvelopeSchemas From)
{
    internal Schema Schema => From[Entry.Schema];

    internal ReadOnlySpan<byte> Body => Payload.Data.AsSpan(Entry.Start, Entry.Length);

    internal StrandEncoder.FrameMark Mark => new(Payload.Schemas[Entry.Schema], Entry.Length, BodyHash.Of(Body));

    /// <summary>The frame without its values.</summary>
    internal Frame NewFrame(string? run)
    {
        if (Schema is { Refusal: { } refusal, Change: { } refused })
            throw new ContractMismatchException(refused.Owner, refusal, run);
        var function = Schema.Function ?? throw new CorruptStateException("A frame names something that is not a cut.", run);
        return function.NewFrame(Schema.Cut);
    }

    /// <summary>Gives the frame its values.</summary>
    internal void Read(Frame frame, StateReader reader)
    {
        if (Schema.Change is { } change)
            frame.Kept = ChangedValues.MoveTo(reader, change, From, Payload.Data, Entry.Start, Entry.Length, "A frame", mayLose: true);
        else
            reader.MoveTo(Payload.Data, Entry.Start, Entry.Length);
        reader.From = From;
        frame.Read(reader);
        reader.ExpectEnd("a frame");
    }
}

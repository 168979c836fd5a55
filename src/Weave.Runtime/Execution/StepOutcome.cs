using System.Runtime.ExceptionServices;
using Weave.Codecs;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <summary>What a step came to, as the payload of its inbox message: one byte that says value or exception, then its bytes.</summary>
static class StepOutcome
{
    const byte Value = 0;
    const byte Failure = 1;

    /// <summary>The message id: one per step, so only one outcome of a step ever counts.</summary>
    public static string MessageId(string stepKey) => "step/" + stepKey;

    /// <summary>The message with the outcome of the step.</summary>
    public static InboxMessage Message(string run, string strand, string stepKey, byte[] payload) =>
        new(run, MessageId(stepKey), MessageKind.StepOutcome, strand, stepKey, payload);

    public static byte[] OfValue(StepFrame step, Outcome value, ISymbolTable symbols) => [Value, .. step.EncodeValue(value, symbols)];

    public static byte[] OfFailure(Exception failure) => [Failure, .. ExceptionCodec.Encode(failure)];

    /// <summary>The bytes of the value, or null for an exception.</summary>
    public static ReadOnlyMemory<byte>? ValueIn(ReadOnlyMemory<byte> payload) => !payload.IsEmpty && payload.Span[0] == Value ? payload[1..] : null;

    /// <summary>Ends the strand's wait for the step with a copy of the outcome.</summary>
    public static void Deliver(Strand strand, StepFrame step, ReadOnlyMemory<byte> payload, ISymbolTable symbols)
    {
        if (payload.IsEmpty || payload.Span[0] > Failure)
            throw new CorruptStateException("The outcome of a step is neither a value nor an exception.");
        if (payload.Span[0] == Value)
            strand.EndWait(step.DecodeValue(payload[1..], symbols));
        else
            strand.EndWait(ExceptionDispatchInfo.Capture(ExceptionCodec.Decode(payload[1..])));
    }
}

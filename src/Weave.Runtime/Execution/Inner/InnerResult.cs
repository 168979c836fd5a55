using System.Runtime.ExceptionServices;
using Weave.Codecs;
using Weave.State;

namespace Weave.Execution;

/// <summary>What an inner run came to, as the payload of its message: one byte that says value, or exception of a run that can be resumed or cannot, one that says whether a cancellation was thrown in it, then the bytes.</summary>
static class InnerResult
{
    const byte Value = 0;
    const byte Failure = 1;
    const byte End = 2;

    public static byte[] OfValue(ReadOnlySpan<byte> value, bool wasCancelled) => [Value, wasCancelled ? (byte)1 : (byte)0, .. value];

    public static byte[] OfFailure(ReadOnlySpan<byte> exception, bool wasCancelled) => [Failure, wasCancelled ? (byte)1 : (byte)0, .. exception];

    /// <summary>Of a run that is over for good.</summary>
    public static byte[] OfEnd(ReadOnlySpan<byte> exception, bool wasCancelled) => [End, wasCancelled ? (byte)1 : (byte)0, .. exception];

    /// <summary>Whether the inner run failed, and can be resumed.</summary>
    public static bool IsResumable(ReadOnlyMemory<byte> payload) => !payload.IsEmpty && payload.Span[0] == Failure;

    /// <summary>Ends the strand's wait as the callee would have.</summary>
    /// <returns>Whether a cancellation was thrown in the inner run.</returns>
    public static bool Deliver(Strand strand, ReadOnlyMemory<byte> payload, ISymbolTable symbols)
    {
        if (payload.Length < 2 || payload.Span[0] > End)
            throw new CorruptStateException("The outcome of inner frames is neither a value nor an exception.");
        if (payload.Span[0] == Value)
            strand.EndWait(new EncodedOutcome(payload[2..], symbols));
        else
            strand.EndWait(ExceptionDispatchInfo.Capture(ExceptionCodec.Decode(payload[2..])));
        return payload.Span[1] != 0;
    }
}

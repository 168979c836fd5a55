using Weave.Checkpoints;
using Weave.State;

namespace Weave.Moving;

/// <summary>What <see cref="Transport.PeerMethod.MoveAway"/> and <see cref="Transport.PeerMethod.MoveInner"/> carry: a run and a hub, and back how the move ended.</summary>
static class MoveAway
{
    public static byte[] Of(string run, string target)
    {
        var body = new ByteList();
        body.Text(run);
        body.Text(target);
        return body.Span.ToArray();
    }

    public static (string Run, string Target) Read(ReadOnlyMemory<byte> body)
    {
        var cursor = new ByteCursor(body.Span, 0, body.Length, run: null);
        return (cursor.Text(), cursor.Text());
    }

    public static byte[] OfResult(MoveResult result)
    {
        var body = new ByteList();
        body.Put((ulong)result.Outcome);
        body.Text(result.Hub ?? "");
        body.Text(result.Reason ?? "");
        body.Text(result.Inner ?? "");
        return body.Span.ToArray();
    }

    public static MoveResult ReadResult(ReadOnlyMemory<byte> body)
    {
        var cursor = new ByteCursor(body.Span, 0, body.Length, run: null);
        return new MoveResult((MoveOutcome)cursor.Number(), NullIfEmpty(cursor.Text()), NullIfEmpty(cursor.Text()))
        {
            Inner = cursor.Position < body.Length ? NullIfEmpty(cursor.Text()) : null, // older hubs end here
        };
    }

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

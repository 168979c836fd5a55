using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;

namespace Weave.Moving;

/// <summary>What the requests of a move look like: numbers as varints, texts with their length before them.</summary>
static class MoveBodies
{
    public const int Version = 1;

    public static byte[] Offer(string run, long epoch, long size)
    {
        var body = new ByteList();
        body.Put(Version);
        body.Text(run);
        body.Put((ulong)epoch);
        body.Put((ulong)size);
        return body.Span.ToArray();
    }

    public static (int Version, string Run, long Epoch, long Size) ReadOffer(ReadOnlyMemory<byte> body)
    {
        var cursor = Cursor(body);
        return (cursor.Number(), cursor.Text(), cursor.NonNegative(), cursor.NonNegative());
    }

    /// <summary>The answer to an offer: the name of the move, and whether the run's module has to be brought.</summary>
    public static byte[] Accepted(long ticket, bool lacksModule)
    {
        var body = new ByteList();
        body.Put((ulong)ticket);
        body.Put(lacksModule ? 1u : 0u);
        return body.Span.ToArray();
    }

    public static (long Ticket, bool LacksModule) ReadAccepted(ReadOnlyMemory<byte> body)
    {
        var cursor = Cursor(body);
        return (cursor.NonNegative(), cursor.Number() != 0);
    }

    public static byte[] Ticket(long ticket)
    {
        var body = new ByteList();
        body.Put((ulong)ticket);
        return body.Span.ToArray();
    }

    public static long ReadTicket(ReadOnlyMemory<byte> body) => Cursor(body).NonNegative();

    /// <summary>A piece of a part: <paramref name="left"/> bytes of it are still to come.</summary>
    public static byte[] State(long ticket, long left, ReadOnlySpan<byte> piece)
    {
        var head = new ByteList();
        head.Put((ulong)ticket);
        head.Put((ulong)left);
        return [.. head.Span, .. piece];
    }

    public static (long Ticket, long Left, ReadOnlyMemory<byte> Piece) ReadState(ReadOnlyMemory<byte> body)
    {
        var cursor = Cursor(body);
        return (cursor.NonNegative(), cursor.NonNegative(), body[cursor.Position..]);
    }

    public static byte[] Last(long ticket, MovedRest rest, ReadOnlySpan<byte> state)
    {
        var head = new ByteList();
        head.Put((ulong)ticket);
        rest.Write(head);
        return [.. head.Span, .. state];
    }

    public static (long Ticket, MovedRest With, ReadOnlyMemory<byte> State) ReadLast(ReadOnlyMemory<byte> body)
    {
        var cursor = Cursor(body);
        return (cursor.NonNegative(), MovedRest.Read(ref cursor), body[cursor.Position..]);
    }

    public static byte[] Text(string text)
    {
        var body = new ByteList();
        body.Text(text);
        return body.Span.ToArray();
    }

    public static string ReadText(ReadOnlyMemory<byte> body) => Cursor(body).Text();

    static ByteCursor Cursor(ReadOnlyMemory<byte> body) => new(body.Span, 0, body.Length, run: null);
}

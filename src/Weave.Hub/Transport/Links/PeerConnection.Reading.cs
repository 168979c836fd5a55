using System.Runtime.InteropServices;
using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <content>
/// The way in: one loop, which reads large bodies into the memory they stay in, hands requests on, and sends what came of those that were done at once when the buffer is empty.
/// </content>
sealed partial class PeerConnection
{
    // After a piece of a large body another one is to be expected: little is read ahead then, so that the most of it goes straight to where it belongs.
    const int AheadInBody = 512;

    readonly byte[] buffer;
    readonly Dictionary<ulong, IncomingBody> requestsComing = [], answersComing = [];
    byte[]? scratch;
    int start, end;
    long lastReceived, answersHeld;

    async Task ReadAsync()
    {
        try
        {
            for (var afterPiece = false; ;)
            {
                while (end - start >= FrameHeader.Size)
                {
                    var header = FrameHeader.Read(buffer.AsSpan(start), options.Limits.FrameSize);
                    afterPiece = header.Type == FrameType.Body;
                    if (afterPiece)
                        await TakePieceAsync(header).ConfigureAwait(false);
                    else if (end - start < FrameHeader.Size + header.Length)
                        break;
                    else
                        TakeFrame(header);
                }

                Flush();
                if (start == end)
                    start = end = 0;
                else if (start > 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    (start, end) = (0, end - start);
                }

                var room = buffer.AsMemory(end);
                if (!await FillAsync(afterPiece && room.Length > AheadInBody ? room[..AheadInBody] : room).ConfigureAwait(false))
                {
                    Fail(end == 0 ? null : new EndOfStreamException("the connection ended inside a frame"));
                    return;
                }
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            foreach (var body in requestsComing.Values)
                link.Release(body.Length);
        }
    }

    async ValueTask<bool> FillAsync(Memory<byte> room)
    {
        var count = await channel.Stream.ReadAsync(room).ConfigureAwait(false);
        end += count;
        Volatile.Write(ref lastReceived, time.GetTimestamp());
        return count > 0;
    }

    /// <summary>A piece of a large body: the part that is in the buffer, and the rest from the connection straight to its place.</summary>
    async ValueTask TakePieceAsync(FrameHeader header)
    {
        var coming = header.OfAnswer ? answersComing : requestsComing;
        if (!coming.TryGetValue(header.Id, out var body))
            throw new WireException($"a piece of a body that was not announced ({header.Id})");
        if (header.Length > body.Length - body.Received)
            throw new WireException($"more of a body than was announced ({header.Id})");
        if (body.Received - body.Uncredited + options.Limits.StreamWindow < body.Received + header.Length)
            throw new WireException($"more of a body than it had credit for ({header.Id})");
        var room = body.Bytes is null ? (scratch ??= new byte[options.Limits.FrameSize]).AsMemory(0, header.Length) : body.Bytes.AsMemory(body.Received, header.Length);
        start += FrameHeader.Size;
        var here = Math.Min(end - start, room.Length);
        buffer.AsSpan(start, here).CopyTo(room.Span);
        start += here;
        while (here < room.Length)
        {
            var count = await channel.Stream.ReadAsync(room[here..]).ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException("the connection ended inside a frame");
            here += count;
            Volatile.Write(ref lastReceived, time.GetTimestamp());
        }

        header.Check(room.Span);
        body.Received += header.Length;
        body.Uncredited += header.Length;
        if (body.Received == body.Length)
        {
            coming.Remove(header.Id);
            Arrived(header.Id, header.OfAnswer, body.Method, body.Bytes, body.Length, body.Milliseconds);
        }
        else if (body.Uncredited >= options.Limits.StreamWindow / 2)
        {
            EnqueueCredit(header.Id, header.OfAnswer, body.Uncredited);
            body.Uncredited = 0;
            Flush();
        }
    }

    void TakeFrame(FrameHeader header)
    {
        var whole = buffer.AsSpan(start, FrameHeader.Size + header.Length);
        start += whole.Length;
        var bytes = whole[FrameHeader.Size..];
        header.Check(whole, bytes);
        var payload = new PayloadReader(header.Type, bytes);
        switch (header.Type)
        {
            case FrameType.Request:
                TakeRequest(header, payload);
                return;
            case FrameType.Answer:
                TakeAnswer(header, payload);
                return;
            case FrameType.Credit:
                Credit(header.Id, header.OfAnswer, payload.U64());
                break;
            case FrameType.Cancel:
                if (requestsComing.Remove(header.Id, out var dropped))
                    link.Release(dropped.Length);
                else
                    link.Unwanted(header.Id);
                break;
            case FrameType.Ack:
                link.Acknowledged(payload.Ids());
                break;
            case FrameType.Ping:
                EnqueueEmpty(FrameType.Pong, header.Id);
                break;
            case FrameType.Pong:
                break;
            case FrameType.Bye:
                link.Leaving(this);
                break;
            case FrameType.Ready when !Dialled && !Open:
                link.Ready(this, payload.Ids());
                break;
            default:
                throw new WireException($"a {header.Type} frame where none may be");
        }

        payload.End();
    }

    void TakeRequest(FrameHeader header, PayloadReader payload)
    {
        var milliseconds = payload.U32();
        var length = Length(payload.U64());
        if (requestsComing.ContainsKey(header.Id))
            throw new WireException($"a request that is on its way already ({header.Id})");
        if (length <= Protocol.SmallBody)
        {
            if (payload.Rest.Length != length)
                throw new WireException($"a request of {length} bytes with {payload.Rest.Length} of them");
            Arrived(header.Id, false, header.Method, payload.Rest.ToArray(), length, milliseconds);
            return;
        }

        payload.End();
        link.Hold(length);
        requestsComing.Add(header.Id, new(GC.AllocateUninitializedArray<byte>(length), length, header.Method, milliseconds));
    }

    void TakeAnswer(FrameHeader header, PayloadReader payload)
    {
        var length = Length(payload.U64());
        if (answersComing.ContainsKey(header.Id))
            throw new WireException($"an answer that is on its way already ({header.Id})");
        if (length <= Protocol.SmallBody)
        {
            if (payload.Rest.Length != length)
                throw new WireException($"an answer of {length} bytes with {payload.Rest.Length} of them");
            Arrived(header.Id, true, header.Method, payload.Rest.ToArray(), length, 0);
            return;
        }

        payload.End();
        answersHeld += length;
        if (answersHeld > options.Limits.ConnectionWindow)
            throw new WireException("more bytes of answers than they had credit for");
        answersComing.Add(header.Id, new(link.IsWanted(header.Id) ? GC.AllocateUninitializedArray<byte>(length) : null, length, header.Method, 0));
    }

    void Arrived(ulong id, bool ofAnswer, ushort method, byte[]? bytes, int length, uint milliseconds)
    {
        var large = length > Protocol.SmallBody;
        if (!ofAnswer)
        {
            link.Take(this, id, (PeerMethod)method, bytes, milliseconds, large ? length : 0);
            return;
        }

        if (large)
        {
            answersHeld -= length;
            EnqueueCredit(0, true, length);
        }

        if (bytes is not null)
            link.Answered(this, id, (AnswerStatus)method, bytes);
        if (large)
            link.Acknowledge(this);
    }

    int Length(ulong announced) => announced <= (ulong)options.Limits.MaxBody
        ? (int)announced
        : throw new WireException($"a body of {announced} bytes where {options.Limits.MaxBody} are the most");
}

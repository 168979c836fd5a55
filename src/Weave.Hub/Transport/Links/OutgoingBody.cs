namespace Weave.Transport.Links;

/// <summary>A large body on its way out, piece by piece. Guarded by its connection's write lock.</summary>
sealed class OutgoingBody(ulong id, bool ofAnswer, ushort method, ReadOnlyMemory<byte> bytes, long due)
{
    internal ulong Id { get; } = id;

    internal bool OfAnswer { get; } = ofAnswer;

    /// <summary>The method of a request, the status of an answer.</summary>
    internal ushort Method { get; } = method;

    internal ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>When a request's deadline is, as a timestamp.</summary>
    internal long Due { get; } = due;

    internal int Sent { get; set; }

    /// <summary>Bytes that the other side takes at present.</summary>
    internal long Credit { get; set; }

    /// <summary>It stands in the queue of bodies that can be sent.</summary>
    internal bool Queued { get; set; }

    /// <summary>It is wanted no more.</summary>
    internal bool Dropped { get; set; }

    internal int Left => Bytes.Length - Sent;
}

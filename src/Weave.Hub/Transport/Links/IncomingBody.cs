namespace Weave.Transport.Links;

/// <summary>A large body on its way in. Belongs to its connection's reading loop.</summary>
/// <param name="bytes">Where it goes; null when nobody wants it any more and it has to be read past.</param>
/// <param name="length">How long it will be.</param>
/// <param name="method">The method of a request, the status of an answer.</param>
/// <param name="milliseconds">How long a request's answer may take.</param>
sealed class IncomingBody(byte[]? bytes, int length, ushort method, uint milliseconds)
{
    internal byte[]? Bytes { get; } = bytes;

    internal int Length { get; } = length;

    /// <summary>The method of a request, the status of an answer.</summary>
    internal ushort Method { get; } = method;

    /// <summary>How long a request's answer may take.</summary>
    internal uint Milliseconds { get; } = milliseconds;

    internal int Received { get; set; }

    /// <summary>Bytes received since the last credit went out.</summary>
    internal int Uncredited { get; set; }
}

namespace Weave.Transport.Wire;

/// <summary>What a frame is. The numbers are the protocol's.</summary>
enum FrameType : byte
{
    /// <summary>The first frame of who dialled.</summary>
    Hello = 1,

    /// <summary>The answer to it.</summary>
    Welcome = 2,

    /// <summary>Who dialled has the welcome: requests may come.</summary>
    Ready = 3,

    /// <summary>No connection, and why; the last frame.</summary>
    Refuse = 4,

    /// <summary>Do something.</summary>
    Request = 5,

    /// <summary>It is done, or refused.</summary>
    Answer = 6,

    /// <summary>A part of a large body.</summary>
    Body = 7,

    /// <summary>More bytes may come.</summary>
    Credit = 8,

    /// <summary>Nobody waits for the answer any more.</summary>
    Cancel = 9,

    /// <summary>These answers have arrived.</summary>
    Ack = 10,

    /// <summary>Is anybody there?</summary>
    Ping = 11,

    /// <summary>Yes.</summary>
    Pong = 12,

    /// <summary>No more requests, please: this side is about to end.</summary>
    Bye = 13,
}

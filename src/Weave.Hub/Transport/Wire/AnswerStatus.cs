namespace Weave.Transport.Wire;

/// <summary>How a request ended. The numbers are the protocol's.</summary>
enum AnswerStatus : ushort
{
    /// <summary>Done; the body is the answer.</summary>
    Done = 0,

    /// <summary>Not done; the body says why.</summary>
    Refused = 1,

    /// <summary>It went wrong on the way; the body names the kind of failure.</summary>
    Failed = 2,

    /// <summary>It ended, and its answer is kept no more.</summary>
    Forgotten = 3,
}

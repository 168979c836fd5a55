namespace Weave.Transport;

/// <summary>What one hub can ask of another. The numbers are the protocol's: never used again.</summary>
public enum PeerMethod : ushort
{
    /// <summary>Nothing: the body comes back.</summary>
    Echo = 0,

    /// <summary>Whether it would take a run.</summary>
    MoveOffer = 1,

    /// <summary>The module that a run needs.</summary>
    MoveModule = 2,

    /// <summary>A part of a run's state, while the run goes on where it is.</summary>
    MoveState = 3,

    /// <summary>The last part: the run stands still.</summary>
    MoveLast = 4,

    /// <summary>The run is the other's now: it shall go on.</summary>
    MoveGo = 5,

    /// <summary>The move is off.</summary>
    MoveAbort = 6,

    /// <summary>A run's inbox has something new.</summary>
    News = 7,

    /// <summary>Move a run of yours away.</summary>
    MoveAway = 8,

    /// <summary>Move the inner frames of a run of yours away.</summary>
    MoveInner = 9,
}

namespace Weave.Storage;

/// <summary>What an inbox message says.</summary>
public enum MessageKind
{
    /// <summary>The outcome of a step attempt.</summary>
    StepOutcome = 0,

    /// <summary>A timer fired.</summary>
    Timer = 1,

    /// <summary>The run shall be cancelled.</summary>
    Cancel = 2,

    /// <summary>The run shall be dropped.</summary>
    Terminate = 3,

    /// <summary>An event from outside.</summary>
    Event = 4,

    /// <summary>The result of a child strand or run.</summary>
    ChildResult = 5,

    /// <summary>The run shall stop and stay stopped.</summary>
    Pause = 6,

    /// <summary>The run shall go on.</summary>
    Resume = 7,

    /// <summary>The run shall move to the hub that the subject names; under an id that ends in <c>/answer</c>, why it did not.</summary>
    Move = 8,

    /// <summary>What the runs of one stack of frames know of each other: that inner frames are at work as the run that the subject names, which run they are called by, or which event of their caller's they have taken.</summary>
    Inner = 9,
}

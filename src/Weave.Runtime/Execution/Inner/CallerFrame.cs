using Weave.State;

namespace Weave.Execution;

/// <summary>The outermost frame of a run that is the inner frames of another: it stands for the caller's frames, which wait in the run that it names.</summary>
sealed class CallerFrame : Frame
{
    public static readonly FragmentFunction<Unit> Info = new(
        "Weave.Caller()",
        [new CutInfo("Caller", "weave-caller-1", "run:string;root:string;cancelled:bool")],
        static () => new CallerFrame());

    /// <summary>The run that waits for this one.</summary>
    public string Run { get; set; } = "";

    /// <summary>The run that somebody started: it is what events are raised for.</summary>
    public string Root { get; set; } = "";

    /// <summary>Whether a cancellation was thrown before the frames became a run of their own.</summary>
    public bool IsCancelled { get; set; }

    public override FragmentFunction Function => Info;

    /// <summary>What the callee gave stays where it is: it is this run's outcome.</summary>
    public override void Resume(RunContext ctx)
    {
    }

    public override void Write(StateWriter writer)
    {
        writer.Put(Run);
        writer.Put(Root);
        writer.Put(IsCancelled);
    }

    public override void Read(StateReader reader)
    {
        Run = reader.Get<string>() is { Length: > 0 } run ? run : throw reader.Corrupt("inner frames have no caller");
        Root = reader.Get<string>() is { Length: > 0 } root ? root : throw reader.Corrupt("inner frames have no root");
        IsCancelled = reader.Get<bool>();
    }
}

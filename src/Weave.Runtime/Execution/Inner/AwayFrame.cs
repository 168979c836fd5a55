using Weave.State;

namespace Weave.Execution;

/// <summary>
/// A strand whose inner frames have become a run of their own: it waits for what that run comes to, and goes on with it as it would with what a callee gave. Until that run is known to be
/// in the store the frame holds the whole of it, so that a commit of this strand alone decides.
/// </summary>
sealed class AwayFrame : WaitFrame
{
    public static readonly FragmentFunction<Unit> Info = new(
        "Weave.Away()",
        [new CutInfo("Away", "weave-away-1", "run:string;function:string;needs:string;state:byte[]")],
        static () => new AwayFrame());

    /// <summary>The run that the inner frames have become.</summary>
    public string Inner { get; set; } = "";

    /// <summary>The outermost function of the inner frames.</summary>
    public string Callee { get; set; } = "";

    /// <summary>What the inner frames need of a hub, a line each.</summary>
    public string Needs { get; set; } = "";

    /// <summary>The first checkpoint of that run; null once the run is in the store.</summary>
    public byte[]? State { get; set; }

    public override FragmentFunction Function => Info;

    /// <summary>What its run waits for, for people.</summary>
    public static string WaitsFor(string inner) => $"its inner frames, at work as run '{inner}'";

    public override void Write(StateWriter writer)
    {
        writer.Put(Inner);
        writer.Put(Callee);
        writer.Put(Needs);
        writer.Put(State);
    }

    public override void Read(StateReader reader)
    {
        Inner = reader.Get<string>() is { Length: > 0 } run ? run : throw reader.Corrupt("frames that are away have no run");
        Callee = reader.Get<string>() ?? throw reader.Corrupt("frames that are away have no function");
        Needs = reader.Get<string>() ?? throw reader.Corrupt("frames that are away have no needs");
        State = reader.Get<byte[]?>();
    }
}

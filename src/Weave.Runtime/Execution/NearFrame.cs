using Weave.State;

namespace Weave.Execution;

/// <summary>A strand in <see cref="Durable.MoveNear"/>: the wait is over on a host that offers the data.</summary>
sealed class NearFrame : WaitFrame
{
    public static readonly FragmentFunction<Unit> Info = new(
        "Weave.Durable.MoveNear(string)",
        [new CutInfo("MoveNear", "weave-near-1", "data:string")],
        static () => new NearFrame());

    /// <summary>The data resource.</summary>
    public string Data { get; set; } = "";

    public override FragmentFunction Function => Info;

    public override void Write(StateWriter writer) => writer.Put(Data);

    public override void Read(StateReader reader) =>
        Data = reader.Get<string>() is { Length: > 0 } data ? data : throw new CorruptStateException("A move in the checkpoint names no data resource.");
}

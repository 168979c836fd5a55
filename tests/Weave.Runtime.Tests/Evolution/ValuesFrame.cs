using Weave.Execution;
using Weave.State;

namespace Weave.Runtime.Tests.Evolution;

/// <summary>A frame of any values: its function says how they are read.</summary>
sealed class ValuesFrame(FragmentFunction function, Action<StateReader, ValuesFrame> read) : Frame
{
    public object?[] Values { get; set; } = [];

    public Action<StateWriter>? Writes { get; init; }

    public override FragmentFunction Function => function;

    public override void Resume(RunContext ctx) => throw new InvalidOperationException();

    public override void Write(StateWriter writer) => Writes!(writer);

    public override void Read(StateReader reader) => read(reader, this);

    /// <summary>Registers a function with one cut beside its entry.</summary>
    public static FragmentFunction Declare(string id, string cut, string contract, Action<StateReader, ValuesFrame> read)
    {
        FragmentFunction<Unit> function = null!;
        function = new FragmentFunction<Unit>(id, [new CutInfo(cut.Split('/')[0], "00", ""), new CutInfo(cut, "a1", contract)], () => new ValuesFrame(function, read));
        FragmentRegistry.Add(function);
        return function;
    }
}

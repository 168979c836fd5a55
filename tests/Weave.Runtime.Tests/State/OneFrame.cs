using Weave.Execution;
using Weave.State;

namespace Weave.Runtime.Tests.State;

/// <summary>A frame with one value, as the generator would emit it.</summary>
sealed class OneFrame<T> : Frame
{
    internal static readonly FragmentFunction<Unit> Info = new(
        $"Test.One<{typeof(T)}>(T)",
        [new CutInfo("One", "00", $"value:{typeof(T)}"), new CutInfo("One/for(i)", "01", $"value:{typeof(T)};i:int")],
        static () => new OneFrame<T>());

    static OneFrame() => FragmentRegistry.Add(Info);

    internal T Value = default!;
    internal int I;

    public override FragmentFunction Function => Info;

    public override void Resume(RunContext ctx) => throw new InvalidOperationException();

    public override void Write(StateWriter writer)
    {
        writer.Put(Value);
        if (Cut == 1)
            writer.Put(I);
    }

    public override void Read(StateReader reader)
    {
        Value = reader.Get<T>();
        if (Cut == 1)
            I = reader.Get<int>();
    }
}

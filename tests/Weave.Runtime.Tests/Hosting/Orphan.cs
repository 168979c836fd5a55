using Weave.Execution;
using Weave.State;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>A function that no module registers: what a removed method looks like to a store.</summary>
static class Orphan
{
    static readonly FragmentFunction<long> info = new("Test.Orphan()", [new("Orphan", "o0", "")], static () => new OrphanFrame());

    public static FragmentCall<long> Call() => new(new OrphanFrame());

    sealed class OrphanFrame : Frame
    {
        public override FragmentFunction Function => info;

        public override void Resume(RunContext ctx) => ctx.Return(1L);

        public override void Write(StateWriter writer)
        {
        }

        public override void Read(StateReader reader)
        {
        }
    }
}

using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

/// <summary>Frames of generic functions name their type arguments; a process that never ran the function closes it from them.</summary>
public class OpenFunctionTests
{
    const string Id = "Test.Echo<T,U>(T,U)";

    static OpenFunctionTests() => FragmentRegistry.AddOpen(Id, typeof(EchoOpen<,>));

    sealed class EchoOpen<T, U> : OpenRegistration
        where U : struct
    {
        public override void Register() => FragmentRegistry.Add(EchoFrame<T, U>.Info);
    }

    sealed class EchoFrame<T, U> : Frame
        where U : struct
    {
        internal static readonly FragmentFunction<T> Info = new(Id, [new CutInfo("Echo", "00", "value:T;more:U")], static () => new EchoFrame<T, U>(), typeof(T), typeof(U));

        internal T Value = default!;
        internal U More;

        public override FragmentFunction Function => Info;

        public override void Resume(RunContext ctx) => ctx.Return(Value);

        public override void Write(StateWriter writer)
        {
            writer.Put(Value);
            writer.Put(More);
        }

        public override void Read(StateReader reader)
        {
            Value = reader.Get<T>();
            More = reader.Get<U>();
        }
    }

    static readonly string closed = OpenFunctions.Id(Id, [typeof(Dictionary<string, (int, DayOfWeek?)[]>), typeof(Guid)]);

    static (TestSymbols Symbols, Weave.Storage.StoredCheckpoint Stored) Saved()
    {
        var symbols = new TestSymbols();
        var frame = new EchoFrame<Dictionary<string, (int, DayOfWeek?)[]>, Guid> { Value = new() { ["a"] = [(1, DayOfWeek.Monday), (2, null)] }, More = Guid.Empty };
        return (symbols, new StrandEncoder(symbols).Encode([frame], Header(0), CheckpointKind.Full));
    }

    [Fact]
    public void A_frame_is_loaded_whose_function_was_never_closed_here()
    {
        Assert.Equal("Test.Echo<T,U>(T,U) with System.Collections.Generic.Dictionary<string,(int,System.DayOfWeek?)[]>, System.Guid", closed);
        var (symbols, stored) = Saved();
        var loaded = Assert.IsType<EchoFrame<Dictionary<string, (int, DayOfWeek?)[]>, Guid>>(Assert.Single(StrandDecoder.Decode([stored], symbols).Frames));
        Assert.Equal([(1, DayOfWeek.Monday), (2, null)], loaded.Value["a"]);
        Assert.Same(loaded.Function, FragmentRegistry.Find(closed));
    }

    [Theory]
    [InlineData("System.Guid", "System.IO.FileStream", "is no type that this process knows")]
    [InlineData("System.Guid", "System.Guid, int", "another number of type parameters")]
    [InlineData("System.Guid", "string", "do not fit")]
    [InlineData("Test.Echo<", "Test.Gone<", "the method is gone")]
    [InlineData("System.Guid", "", "is no type that this process knows")]
    [InlineData("System.Guid", "int*", "is no type that this process knows")]
    public void Type_arguments_that_cannot_be_are_refused(string text, string by, string why)
    {
        var (symbols, stored) = Saved();
        symbols.Replace(text, by);
        var error = Assert.Throws<ContractMismatchException>(() => StrandDecoder.Decode([stored], symbols, "order-42"));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_argument_without_codec_is_an_error_where_a_value_of_it_is_saved()
    {
        var frame = new EchoFrame<Stream, int> { Value = Stream.Null };
        var error = Assert.Throws<NoCodecException>(() => new StrandEncoder(new TestSymbols()).Encode([frame], Header(0), CheckpointKind.Full));
        Assert.Contains("'Echo' of 'Test.Echo<T,U>(T,U) with System.IO.Stream, int'", error.Message, StringComparison.Ordinal);
    }
}

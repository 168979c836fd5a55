using System.Runtime.CompilerServices;
using System.Text.Json;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;

namespace Weave.Tool.Tests;

/// <summary><c>weavec checkpoint</c> on a store whose code this tool has never seen.</summary>
public sealed class CheckpointTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("weavec-checkpoint-").FullName;

    string File => Path.Combine(folder, "runs.db");

    public async Task InitializeAsync()
    {
        CodecRegistry.Add(new OrderCodec());
        await using var store = await SqliteRunStore.OpenAsync(File);
        var symbols = new Symbols(store);
        var order = new Order { Id = 7, Card = "4111 1111", Lines = ["a", "b"] };
        order.Next = order;
        var frame = new LoopFrame { Cut = 1, Order = order, I = 3 };
        var encoder = new StrandEncoder(symbols);
        await store.CreateAsync(new NewRun("order-7", LoopFrame.Info.Id, BlobHash.Of([]), encoder.Encode([frame], Header(0), CheckpointKind.Full)));
        order.Lines.Add("c");
        order.Id = 8;
        var claim = (await store.ClaimAsync("order-7", "hub", Timeout.InfiniteTimeSpan))!;
        var delta = encoder.Encode([new LoopFrame { Cut = 1, Order = order, I = 4 }], Header(1), CheckpointKind.Delta);
        await store.CommitAsync(new CommitBatch { Run = "order-7", Epoch = claim.Epoch, Checkpoints = [delta] });
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Shows_a_checkpoint_with_the_names_of_its_schemas()
    {
        var (code, output, errors) = await Cli.RunAsync("checkpoint", "show", "order-7", "--store", File, "--sequence", "0");
        Assert.True(code == 0, errors);
        Assert.Equal(
            """
            run order-7, strand 0, checkpoint 0, epoch 0
            frame 0  Fulfil/for(i)  in Shop.Orders.Fulfil(Shop.Order)
              order: Shop.Order #0
                Id: int = 7
                Card: string = (secret)
                Lines: System.Collections.Generic.List<string> #1
                  0: string = "a"
                  1: string = "b"
                Next: -> #0 Shop.Order
              i: int = 3

            """.ReplaceLineEndings(),
            output.ReplaceLineEndings());
        Assert.DoesNotContain("4111", output, StringComparison.Ordinal);
        (_, output, _) = await Cli.RunAsync("checkpoint", "show", "order-7", "--store", File, "--object", "1", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(3, json.RootElement.GetProperty("object").GetProperty("parts").GetArrayLength());
    }

    [Fact]
    public async Task Says_what_differs()
    {
        var (code, output, errors) = await Cli.RunAsync("checkpoint", "diff", "order-7", "0", "1", "--store", File);
        Assert.True(code == 0, errors);
        Assert.Equal(["  frame 0.i: 3 -> 4", "  #0 Shop.Order.Id: 7 -> 8", "+ #1 System.Collections.Generic.List<string>.2: \"c\""], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.TrimEnd()));
    }

    [Fact]
    public async Task Finds_damage()
    {
        var (code, output, errors) = await Cli.RunAsync("checkpoint", "verify", "--store", File);
        Assert.True(code == 0, errors + output);
        Assert.Contains("verify: runs=1 checkpoints=2 blobs=0 damaged=0", output, StringComparison.Ordinal);
        await using (var store = await SqliteRunStore.OpenAsync(File))
        {
            await store.RewriteAsync(static item =>
            {
                if (item is not { Kind: StoredItemKind.Checkpoint, Sequence: 1 })
                    return null;
                var bytes = item.Bytes.ToArray();
                bytes[^6] ^= 1;
                return bytes;
            });
        }

        (code, output, _) = await Cli.RunAsync("checkpoint", "verify", "--store", File);
        Assert.Equal(1, code);
        Assert.Contains("damaged: run order-7, strand 0: ", output, StringComparison.Ordinal);
        (code, _, errors) = await Cli.RunAsync("checkpoint", "show", "order-7", "--store", File);
        Assert.Equal(3, code);
        Assert.Contains("damaged", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "show", "nobody")]
    [InlineData(3, "show", "order-7", "--sequence", "9")]
    [InlineData(4, "show", "order-7", "--object", "99")]
    public async Task What_is_not_there_is_said(int expected, params string[] arguments)
    {
        var (code, _, errors) = await Cli.RunAsync(["checkpoint", .. arguments, "--store", File]);
        Assert.Equal(expected, code);
        Assert.StartsWith("weavec: ", errors, StringComparison.Ordinal);
    }

    static CheckpointHeader Header(long sequence) => new() { Run = "order-7", Strand = "0", Epoch = sequence, Sequence = sequence };

    sealed class Symbols(IRunStore store) : ISymbolTable
    {
        public int Intern(string text) => store.Intern(text);

        public string? Lookup(int number) => store.Lookup(number);
    }

    sealed class Order
    {
        public int Id;
        public string Card = "";
        public List<string> Lines = [];
        public Order? Next;
    }

    sealed class OrderCodec : ObjectCodec<Order>
    {
        public override string Schema => "Shop.Order{Id:int;Card:!string;Lines:System.Collections.Generic.List<string>;Next:Shop.Order}";

        public override void WriteBody(StateWriter writer, Order value)
        {
            writer.Put(value.Id);
            writer.Put(value.Card);
            writer.Put(value.Lines);
            writer.Put(value.Next);
        }

        public override Order Allocate(StateReader reader) => (Order)RuntimeHelpers.GetUninitializedObject(typeof(Order));

        public override void ReadBody(StateReader reader, Order value) =>
            (value.Id, value.Card, value.Lines, value.Next) = (reader.Get<int>(), reader.Get<string>(), reader.Get<List<string>>(), reader.Get<Order?>());
    }

    sealed class LoopFrame : Frame
    {
        internal static readonly FragmentFunction<Unit> Info = new(
            "Shop.Orders.Fulfil(Shop.Order)",
            [new CutInfo("Fulfil", "00", "order:Shop.Order"), new CutInfo("Fulfil/for(i)", "01", "order:Shop.Order;i:int")],
            static () => new LoopFrame());

        internal Order Order = new();
        internal int I;

        public override FragmentFunction Function => Info;

        public override void Resume(RunContext ctx) => throw new InvalidOperationException();

        public override void Write(StateWriter writer)
        {
            writer.Put(Order);
            writer.Put(I);
        }

        public override void Read(StateReader reader) => (Order, I) = (reader.Get<Order>(), reader.Get<int>());
    }
}

using Weave.Checkpoints;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class ContractTests
{
    /// <summary>Encodes, changes a text as another build of the code would have it, and loads in a process that knows nothing yet.</summary>
    static ContractMismatchException Refused<T>(T value, string text, string by)
    {
        var symbols = new TestSymbols();
        var stored = new StrandEncoder(symbols).Encode([Frame(value, cut: 1)], Header(0), CheckpointKind.Full);
        symbols.Replace(text, by);
        var error = Assert.Throws<ContractMismatchException>(() => StrandDecoder.Decode([stored], symbols, "order-42"));
        Assert.Equal("order-42", error.Run);
        return error;
    }

    [Fact]
    public void A_method_that_is_gone() => Assert.Contains("the method is gone", Refused(5, "Test.One", "Test.Two").Message, StringComparison.Ordinal);

    [Fact]
    public void A_cut_that_is_gone() => Assert.Equal("One/while", Refused(5, "\nOne/for(i)\n", "\nOne/while\n").Cut);

    [Fact]
    public void Another_anchor() => Assert.Contains("statement", Refused(5, "\n01\n", "\n02\n").Message, StringComparison.Ordinal);

    [Fact]
    public void Another_contract() => Assert.Contains("'i' was long and is int", Refused(5, ";i:int", ";i:long").Message, StringComparison.Ordinal);

    [Fact]
    public void Another_layout_of_a_class()
    {
        var error = Refused<object>(new Point(1, 2), "Test.Point{X:int;", "Test.Point{X:long;");
        Assert.Contains("'X' was long and is int", error.Message, StringComparison.Ordinal);
        Assert.Equal("Test.Point", error.Cut);
    }

    [Fact]
    public void Another_layout_of_a_struct_inside_something() =>
        Assert.Contains("'Amount' was double and is decimal", Refused(new Money { Currency = "EUR" }, "Amount:decimal", "Amount:double").Message, StringComparison.Ordinal);

    [Fact]
    public void A_type_that_is_gone() => Assert.Contains("Test.Dot", Refused<object>(new Point(1, 2), "Test.Point", "Test.Dot").Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_that_the_store_does_not_know()
    {
        var symbols = new TestSymbols();
        var stored = new StrandEncoder(symbols).Encode([Frame(5)], Header(0), CheckpointKind.Full);
        Assert.Throws<CorruptStateException>(() => StrandDecoder.Decode([stored], new TestSymbols()));
    }
}

namespace Weave.Generator.Tests.Codecs;

/// <summary>What is marked as a secret says so in the layout of its type, however it is declared.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData("public sealed class Order { [Weave.Secret] public string Card = \"\"; public int Id; }", "Order{Card:!string;Id:int}")]
    [InlineData("public sealed class Order { [Weave.Secret] public string Card { get; set; } = \"\"; }", "Order{Card:!string}")]
    [InlineData("public sealed record Order([Weave.Secret] string Card, int Id);", "Order{Card:!string;Id:int}")]
    [InlineData("public sealed record Order([property: Weave.Secret] string Card);", "Order{Card:!string}")]
    [InlineData("public sealed record Order([field: Weave.Secret] string Card);", "Order{Card:!string}")]
    [InlineData("public sealed class Order([Weave.Secret] string card) { public int Length => card.Length; }", "Order{card:!string}")]
    [InlineData("public readonly struct Order { [Weave.Secret] public string Card { get; init; } }", "Order{struct Card:!string}")]
    [InlineData("public class Base { [Weave.Secret] private int pin = 1; public int P => pin; } public sealed class Order : Base { public int Id; }", "Order{Base.pin:!int;Id:int}")]
    [InlineData("public sealed class Order { public string Card = \"\"; public Order() { } public Order([Weave.Secret] string Card) { } }", "Order{Card:string}")]
    public void The_layout_marks_it(string source, string schema)
    {
        var plan = CodecWorkshop.Of($"{source} public static class Cases {{ public static Order Value = default!; }}").Plan("Value");
        Assert.Contains(schema, plan.Codecs.Select(static codec => codec.Generated?.Schema));
    }

    [Fact]
    public void An_exception_with_a_secret_is_pinned() => Assert.Equal(
        ": Refused (an exception keeps no secrets, and Card is one)",
        CodecWorkshop.Of("public sealed class Refused : Exception { [Weave.Secret] public string? Card { get; set; } } public static class Cases { public static Refused Value = null!; }").Plan("Value").PinnedPath);
}

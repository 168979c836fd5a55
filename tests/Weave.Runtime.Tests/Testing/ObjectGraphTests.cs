using System.Text;
using Weave.Testing;

namespace Weave.Runtime.Tests.Testing;

public class ObjectGraphTests
{
    sealed class Node(int value)
    {
        public int Value { get; } = value;

        public Node? Next;
    }

    [Fact]
    public void The_way_to_a_difference_is_given() =>
        Assert.Equal("order.Next.Value: 2 became 3", ObjectGraph.Difference(new Node(1) { Next = new(2) }, new Node(1) { Next = new(3) }, "order"));

    [Fact]
    public void Aliasing_is_compared()
    {
        var (one, two) = (new Node(1), new Node(1));
        one.Next = one;
        two.Next = new(1) { Next = two };
        Assert.Contains("aliasing", ObjectGraph.Difference(one, two), StringComparison.Ordinal);
        Assert.Null(ObjectGraph.Difference(one, one));
    }

    [Fact]
    public void A_zero_has_a_sign_and_nan_is_nan()
    {
        Assert.NotNull(ObjectGraph.Difference(0.0, -0.0));
        Assert.Null(ObjectGraph.Difference(new[] { double.NaN }, new[] { double.NaN }));
        Assert.NotNull(ObjectGraph.Difference(1.0m, 1.00m));
    }

    [Fact]
    public void Numbers_that_share_their_digits_are_no_aliases()
    {
        var (large, again) = (System.Numerics.BigInteger.Parse("354224848179261915075"), System.Numerics.BigInteger.Parse("354224848179261915075"));
        Assert.Null(ObjectGraph.Difference(new[] { large, large }, new[] { large, again }));
        Assert.NotNull(ObjectGraph.Difference(new[] { large }, new[] { large + 1 }));
    }

    [Fact]
    public void Collections_are_compared_by_what_they_hold_and_by_their_comparers()
    {
        Assert.Null(ObjectGraph.Difference(new List<int>(100) { 1 }, new List<int> { 1 }));
        Assert.Equal("value[1]: 2 became 3", ObjectGraph.Difference(new List<int> { 1, 2 }, new List<int> { 1, 3 }));
        Assert.NotNull(ObjectGraph.Difference(new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.OrdinalIgnoreCase)));
        Assert.Null(ObjectGraph.Difference(new StringBuilder("ab").Append("cd"), new StringBuilder("abcd")));
        Assert.NotNull(ObjectGraph.Difference(new int[2, 3], new int[3, 2]));
    }

    [Fact]
    public void A_long_chain_is_no_problem()
    {
        static Node Chain()
        {
            var head = new Node(0);
            for (var i = 1; i < 100_000; i++)
                head = new Node(i) { Next = head };
            return head;
        }

        Assert.Null(ObjectGraph.Difference(Chain(), Chain()));
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        Assert.Equal("value.Card: (secret) became another", ObjectGraph.Difference(new Paid("4711", 1), new Paid("4712", 1)));
        Assert.Equal("value.Cents: 1 became 2", ObjectGraph.Difference(new Paid("4711", 1), new Paid("4711", 2)));
    }

    sealed record Paid([property: Secret] string Card, int Cents);
}

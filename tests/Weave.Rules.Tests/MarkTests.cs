namespace Weave.Rules.Tests;

/// <summary>Rules that no reading of a body gives: marks that are missing, and marks where there can be none.</summary>
public class MarkTests
{
    [Theory]
    [InlineData("partial class B : A { public override int F(int x) => x; }", "WEAVE0004", "'B.F(int)' overrides or implements the fragment function 'A.F(int)'")]
    [InlineData("class B : A { public sealed override int F(int x) => x; }", "WEAVE0004", "A.F(int)")]
    [InlineData("partial class B : A { [Fragment] public override int F(int x) => x; }", "", "")]
    [InlineData("class B : A { public new int F(int x) => x; }", "", "")]
    [InlineData("class B : A { public int F(long x) => 1; }", "", "")]
    [InlineData("class C : I { public int G(int x) => x; }", "WEAVE0004", "I.G(int)")]
    [InlineData("class C : I { int I.G(int x) => x; public int G(int x) => x; }", "WEAVE0004", "I.G(int)")]
    [InlineData("partial class C : I { [Fragment] public int G(int x) => x; public int G(long x) => 1; }", "", "")]
    [InlineData("class D { int M() { [Fragment] int Local(int x) => x; return Local(1); } }", "WEAVE0002", "it is a local function")]
    [InlineData("class D { System.Func<int, int> f = [Fragment] (int x) => x; }", "WEAVE0002", "it is a lambda")]
    [InlineData("class D { int P { [Fragment] get => 1; } }", "WEAVE0002", "it is an accessor")]
    [InlineData("class D { [Fragment] public static D operator +(D a, D b) => a; }", "WEAVE0002", "it is an operator")]
    [InlineData("class D { int M() { int Local(int x) => x; return Local(1); } }", "", "")]
    public async Task Marks(string source, string rule, string words)
    {
        var found = await RuleHost.RunAsync($$"""
            public abstract partial class A { [Fragment] public virtual int F(int x) => x; }
            public partial interface I { [Fragment] int G(int x); }
            {{source}}
            """);
        if (rule.Length == 0)
            Assert.Empty(found);
        else
            Assert.Contains(words, Assert.Single(found, d => d.Id == rule).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_parameter_is_marked_in_contracts()
    {
        var document = RuleHost.Open("""
            public static partial class Pay
            {
                [Fragment] public static int Charge([Secret] string card, int cents) { Send(card, cents); return card.Length; }
                [Step] public static int Send([Secret] string card, int cents) => cents;
            }
            """);
        var generated = await FixHost.GenerateAsync(document.Project);
        Assert.Contains("\"card:!string;cents:int\"", generated, StringComparison.Ordinal);
        Assert.DoesNotContain("card:string", generated, StringComparison.Ordinal);
    }
}

using Weave.Testing;

namespace Weave.Runtime.Tests.Testing;

public class RegimeTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("every")]
    [InlineData("every!")]
    [InlineData("every+fresh")]
    [InlineData("every!+chain/3")]
    [InlineData("random:7")]
    [InlineData("random:-7+poison")]
    [InlineData("capture:12+same")]
    [InlineData("cut:Fulfil/foreach(a+b@c)/Quote#1@3")]
    [InlineData("cut:Fulfil/for(i)@3+fresh")]
    public void What_is_read_is_written(string text) => Assert.Equal(text, Regime.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("sometimes")]
    [InlineData("random:")]
    [InlineData("capture:0")]
    [InlineData("cut:Fulfil")]
    [InlineData("every+stale")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => Regime.Parse(text));

    [Fact]
    public void A_cut_is_named_by_its_id_and_hit()
    {
        var regime = Regime.Parse("cut:Fulfil/for(i)@3+fresh");
        Assert.Equal(("Fulfil/for(i)", 3, Passage.Fresh), (regime.Cut, regime.Number, regime.Passage));
    }
}

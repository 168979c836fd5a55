using Weave.State;
using Weave.Testing;

namespace Weave.Runtime.Tests.Testing;

public sealed class OracleTests : IDisposable
{
    static OracleTests() => CodecRegistry.Add(new Tally.PurseCodec());

    public void Dispose() => Tally.PurseCodec.Forgets = false;

    [Theory]
    [InlineData("none")]
    [InlineData("every")]
    [InlineData("every!")]
    [InlineData("every!+fresh")]
    [InlineData("every!+poison")]
    [InlineData("every!+chain/2")]
    [InlineData("random:5")]
    [InlineData("cut:Tally/for(i)@4")]
    [InlineData("capture:3+fresh")]
    public void A_right_codec_passes(string text)
    {
        var comparison = Oracle.Compare(
            static () => new Tally.Purse(), static p => Tally.Plain(p, static i => i * i, 20), static p => Tally.Call(p, static i => i * i, 20), Regime.Parse(text));
        Assert.True(comparison.IsEqual, comparison.ToString());
        Assert.Equal(text != "none", comparison.Captures > 0);
        Assert.Same(comparison, comparison.ThrowIfDifferent());
    }

    [Fact]
    public void A_field_that_a_codec_forgets_is_named_with_the_way_to_it_and_how_to_repeat_it()
    {
        Tally.PurseCodec.Forgets = true;
        var error = Assert.Throws<StateMismatchException>(() => Oracle.Run(Tally.Call(new(), static i => i, 3), Regime.Every));
        Assert.Equal(("Test.Tally(Purse,Func,int)", "Tally/for(i)@1", "own.Silver: 1 became 0"), (error.Function, error.Cut, error.Difference));
        Assert.Contains("cut:Tally/for(i)@1", error.Message, StringComparison.Ordinal);
        var again = Assert.Throws<StateMismatchException>(() => Oracle.Run(Tally.Call(new(), static i => i, 3), Regime.Parse("cut:Tally/for(i)@1")));
        Assert.Equal(error.Difference, again.Difference);
    }

    [Fact]
    public void Every_takes_the_first_eight_hits_of_a_cut_and_then_powers_of_two()
    {
        var run = new WovenRun(Regime.Every);
        run.Run(Tally.Call(new(), static i => i, 100));
        Assert.Equal(8 + 3, run.Captures);
        var all = new WovenRun(Regime.Exhaustive);
        all.Run(Tally.Call(new(), static i => i, 100));
        Assert.Equal(100, all.Captures);
    }

    [Fact]
    public void What_the_caller_holds_stays_and_what_was_made_inside_is_made_anew()
    {
        var given = new Tally.Purse();
        Assert.Equal(45_010, Oracle.Run(Tally.Call(given, static i => i, 10), Regime.Exhaustive));
        Assert.Equal(45, given.Gold);
        Assert.Equal(9, Tally.Renewed);
    }

    [Fact]
    public void With_fresh_objects_the_caller_keeps_what_he_had()
    {
        var given = new Tally.Purse();
        Assert.Equal(45_010, Oracle.Run(Tally.Call(given, static i => i, 10), Regime.Parse("every!+fresh")));
        Assert.Equal(0, given.Gold);
    }

    [Theory]
    [InlineData("every!")]
    [InlineData("every!+fresh")]
    [InlineData("every!+chain")]
    public void A_delegate_stays_in_the_process_with_all_that_it_refers_to(string regime)
    {
        var seen = new Tally.Purse();
        var sum = Oracle.Run(Tally.Call(seen, i => seen.Silver += i, 4), Regime.Parse(regime));
        Assert.Equal(12, seen.Silver);
        Assert.Equal(sum / 1000, seen.Gold + 6);
    }

    [Fact]
    public void Without_handles_a_delegate_is_the_error_that_it_is_in_a_hub()
    {
        var error = Assert.Throws<StateMismatchException>(() => Oracle.Run(Tally.Call(new(), static i => i, 3), Regime.Every, new() { Handles = false }));
        Assert.IsType<NoCodecException>(error.InnerException);
    }

    [Fact]
    public void Effects_and_exceptions_are_compared()
    {
        var log = new List<int>();
        var options = new WovenOptions { Reset = log.Clear, Probe = () => log.ToArray() };
        var equal = Oracle.Compare(
            static () => new Tally.Purse(), p => Tally.Plain(p, Log, 5), p => Tally.Call(p, Log, 5), Regime.Exhaustive, options);
        Assert.True(equal.IsEqual, equal.ToString());
        Assert.IsType<InvalidOperationException>(equal.Woven.Error);
        var different = Oracle.Compare(
            static () => new Tally.Purse(), p => Tally.Plain(p, Log, 2), p => Tally.Call(p, Log, 3), Regime.Exhaustive, options);
        Assert.StartsWith("effects: 4 items became 6", different.Difference, StringComparison.Ordinal);
        Assert.Throws<EquivalenceException>(() => different.ThrowIfDifferent());

        int Log(int i)
        {
            log.Add(i);
            return i == 4 ? throw new InvalidOperationException("four") : i;
        }
    }
}

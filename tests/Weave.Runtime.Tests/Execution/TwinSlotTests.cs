using Weave.Execution;

namespace Weave.Runtime.Tests.Execution;

/// <summary>The twin check. That a woven type passes it, the generator's corpus shows.</summary>
public class TwinSlotTests
{
    public class Plain
    {
        public virtual int F(int x) => x;

        public virtual int F__woven(int x) => x;
    }

    /// <summary>What a mocking library makes of it: both are overridden, in an assembly that nobody wove.</summary>
    public sealed class Proxy : Plain
    {
        public override int F(int x) => 7;

        public override int F__woven(int x) => 0;
    }

    [Fact]
    public void A_type_of_an_assembly_that_was_not_woven_has_no_twins()
    {
        var slot = new TwinSlot();
        var proxy = new Proxy();
        Assert.False(slot.Knows(proxy, out _));
        Assert.False(slot.Learn(proxy, (Func<int, int>)proxy.F, (Func<int, int>)proxy.F__woven));
        Assert.True(slot.Knows(proxy, out var twin));
        Assert.False(twin);
    }

    [Fact]
    public void Nothing_is_asked_about_null()
    {
        Assert.True(new TwinSlot().Knows(null, out var twin));
        Assert.False(twin);
    }

    [Fact]
    public void Many_types_at_one_call_push_each_other_out_and_are_found_again()
    {
        var slot = new TwinSlot();
        object[] receivers = [.. Enumerable.Range(0, 40).Select(static i => Activator.CreateInstance(typeof(List<>).MakeGenericType(Enumerable.Range(0, i).Aggregate(typeof(int), static (t, _) => t.MakeArrayType())))!)];
        for (var round = 0; round < 3; round++)
        {
            foreach (var receiver in receivers)
            {
                if (!slot.Knows(receiver, out var twin))
                    twin = slot.Learn(receiver, (Func<string?>)receiver.ToString, (Func<string?>)receiver.ToString);
                Assert.False(twin);
            }
        }
    }
}

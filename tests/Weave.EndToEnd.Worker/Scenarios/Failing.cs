namespace Weave.EndToEnd.Scenarios;

/// <summary>Code with bugs of both kinds: that the process survives, and that it does not.</summary>
public static partial class Failing
{
    [Fragment]
    public static async Task<int> Die()
    {
        await Durable.Checkpoint();
#pragma warning disable WEAVE0401 // that it happens again is the point
        Environment.FailFast("on purpose");
#pragma warning restore WEAVE0401
        return 1;
    }

    [Fragment]
    public static async Task<int> Fail(int after)
    {
        for (var i = 0; ; i++)
        {
            if (i == after)
                throw new FormatException($"no number at {i}");
            await Durable.Checkpoint();
        }
    }
}

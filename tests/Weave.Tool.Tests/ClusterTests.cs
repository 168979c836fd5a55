namespace Weave.Tool.Tests;

/// <summary>Commands that are about a cluster's database.</summary>
public class ClusterTests
{
    [Theory]
    [InlineData("hubs")]
    [InlineData("drain a")]
    [InlineData("move run --to a")]
    [InlineData("runs list")]
    [InlineData("runs show run")]
    [InlineData("runs raise run news true")]
    [InlineData("runs cancel run")]
    [InlineData("checkpoint verify")]
    public async Task They_take_a_database_and_say_when_it_cannot_be_opened(string command)
    {
        var (code, _, errors) = await Cli.RunAsync([.. command.Split(' '), "--postgres", "no connection string"]);
        Assert.True(code == 3, errors);
        Assert.StartsWith("weavec: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hubs", false)]
    [InlineData("move run --to a", false)]
    [InlineData("runs list", true)]
    public async Task Without_a_store_they_say_what_they_take(string command, bool takesFiles)
    {
        var (code, _, errors) = await Cli.RunAsync(command.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains("--postgres DATABASE", errors, StringComparison.Ordinal);
        Assert.Equal(takesFiles, errors.Contains("--store FILE", StringComparison.Ordinal));
    }
}

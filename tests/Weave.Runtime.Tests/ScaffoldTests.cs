namespace Weave.Runtime.Tests;

public class ScaffoldTests
{
    [Fact]
    public void Errors_name_the_run_and_the_way_out() =>
        Assert.Contains("Run 'a'", new RunNotFoundException("a").Message);
}

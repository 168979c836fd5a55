namespace Weave.Cluster.Tests;

public class ScaffoldTests
{
    [Fact]
    public void The_hub_stands_on_the_runtime() => Assert.Contains(typeof(Weave.Transport.IPeers).Assembly.GetReferencedAssemblies(), a => a.Name == "Weave.Runtime");
}

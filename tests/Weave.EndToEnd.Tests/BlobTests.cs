using Weave.Inspection;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>A process is killed between the blobs of a checkpoint and the commit that names them, and after it.</summary>
public class BlobTests
{
    [Theory]
    [InlineData("blob.content", 2)] // the first blob is not durable (before it comes the module)
    [InlineData("blob.content", 3)] // the second one is not, behind a checkpoint with the first
    [InlineData("blob.named", 1)] // it is durable, and no commit names it yet
    [InlineData("blob.named", 2)]
    [InlineData("blob.dropped", 1)] // the commit that lets the first one go
    public async Task Nothing_is_lost_whenever_it_dies(string point, int n)
    {
        using var world = new World();
        using (var worker = world.Worker("start=haul=r", $"kill={point}={n}"))
            Assert.True(await worker.EndedAsync() == World.Killed, await worker.StoryAsync());
        await using (var store = await SqliteRunStore.OpenAsync(world.Store, StoreAccess.Client))
            Assert.Empty((await new StoreInspector(store).VerifyAsync()).Damages);

        await world.GoOnAsync("start=haul=r");

        Assert.Equal(3.0 * 300_000 * 299_999 / 2, await world.ResultAsync<double>("r"));
        await using (var store = await SqliteRunStore.OpenAsync(world.Store, StoreAccess.Client))
            Assert.Empty((await new StoreInspector(store).VerifyAsync()).Damages);
    }
}

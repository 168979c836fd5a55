using System.Text.Json;

namespace Weave.Tool.Tests;

public sealed class CertsTests : IDisposable
{
    readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("weavec-").FullName, "certs");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public async Task An_authority_and_hubs_are_made_renewed_and_shown()
    {
        Assert.Equal(3, (await Cli.RunAsync("certs", "hub", folder, "--id", "a")).Code);
        Assert.Equal(0, (await Cli.RunAsync("certs", "init", folder)).Code);
        var again = await Cli.RunAsync("certs", "init", folder);
        Assert.Equal(3, again.Code);
        Assert.Contains("already", again.Errors);
        Assert.Equal(0, (await Cli.RunAsync("certs", "hub", folder, "--id", "a", "--host", "a.example", "--host", "10.0.0.1", "--days", "30")).Code);
        if (!OperatingSystem.IsWindows())
            Assert.All((string[])["ca.key", "hub-a.key"], file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, file))));

        var before = await File.ReadAllTextAsync(Path.Combine(folder, "hub-a.pem"));
        Assert.Equal(0, (await Cli.RunAsync("certs", "hub", folder, "--id", "a", "--host", "a.example", "--host", "10.0.0.1")).Code);
        Assert.NotEqual(before, await File.ReadAllTextAsync(Path.Combine(folder, "hub-a.pem")));

        var shown = await Cli.RunAsync("certs", "show", folder, "--json");
        Assert.Equal(0, shown.Code);
        var certificates = JsonDocument.Parse(shown.Output).RootElement.GetProperty("certificates").EnumerateArray().ToArray();
        Assert.Equal(2, certificates.Length);
        Assert.Equal("a", certificates[1].GetProperty("hub").GetString());
        Assert.Equal(["a.example", "10.0.0.1"], certificates[1].GetProperty("hosts").EnumerateArray().Select(static h => h.GetString()));
        Assert.Contains("hub 'a'", (await Cli.RunAsync("certs", "show", folder)).Output);
    }
}

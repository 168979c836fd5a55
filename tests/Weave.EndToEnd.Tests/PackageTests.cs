namespace Weave.EndToEnd.Tests;

/// <summary>The packages as a user gets them: a project that knows nothing of this repository, built and run from them alone; and the tool, installed.</summary>
public sealed class PackageTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("weave-packages-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    const string Program = """
        using Weave;

        await using var hub = await Hub.OpenAsync("own.db");
        var run = await hub.StartAsync(Own.Fragments.Sum(1000), id: "sum");
        Console.WriteLine(await run.Result);

        """ + Fragment;

    const string HubProgram = """
        using System.Net;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;
        using Weave;
        using Weave.Hosting;
        using Weave.Postgres;

        var folder = Directory.CreateTempSubdirectory("weave-pg-").FullName;
        await using (var server = PostgresServer.FindPrograms() is null ? null : await PostgresServer.StartAsync(folder))
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            builder.Services.AddWeave(o => (server is null ? o.UseSqlite("own.db") : o.UsePostgres(server.ConnectionString).ListenOn(new IPEndPoint(IPAddress.Loopback, 0)))
                .Peers(p => p with { LoopbackWithoutTls = true }));
            using var host = builder.Build();
            await host.StartAsync();
            var run = await host.Services.GetRequiredService<Hub>().StartAsync(Own.Fragments.Sum(1000), id: "sum");
            Console.WriteLine(await run.Result);
            await host.StopAsync();
        }

        Directory.Delete(folder, recursive: true);

        """ + Fragment;

    const string Fragment = """
        static partial class Own
        {
            [Fragment]
            public static async Task<int> Sum(int limit)
            {
                var sum = 0;
                for (var i = 0; i < limit; i++)
                    sum += i;
                await Durable.Delay(TimeSpan.FromMilliseconds(10));
                return sum;
            }
        }
        """;

    const string Refused = """
        using Weave;

        class Unfinished
        {
            [Fragment]
            public static void Loop()
            {
                while (true) { }
            }
        }
        """;

    [Fact]
    public async Task A_project_builds_and_runs_from_the_packages_alone_and_the_tool_plans_it()
    {
        var own = await OwnAsync("Weave", Program, "src/Weave", "src/weavec");

        await Dotnet(own, "tool", "install", "Weave.Tool", "--version", "0.1.0", "--tool-path", Path.Combine(root, "tools"));
        using var plan = Child.Start(Path.Combine(root, "tools", "weavec"), ["plan", "."], own);
        Assert.True(await plan.EndedAsync() == 0, await plan.StoryAsync());
        Assert.Contains(plan.Lines, static l => l.Contains("Sum/for(i)", StringComparison.Ordinal));

        // The rules come along.
        await File.WriteAllTextAsync(Path.Combine(own, "Refused.cs"), Refused);
        using var refused = Child.Start(Child.DotNet, ["build", "-c", "Release", "-nodeReuse:false", "-p:UseSharedCompilation=false"], own);
        Assert.NotEqual(0, await refused.EndedAsync());
        Assert.Contains(refused.Lines, static l => l.Contains("error WEAVE0001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_is_a_hub_is_built_and_runs_from_one_package() => await OwnAsync("Weave.Hub", HubProgram, "src/Weave", "src/Weave.Hub.Package");

    /// <summary>Packs, and builds and runs a project that references a package: its folder.</summary>
    async Task<string> OwnAsync(string package, string program, params string[] packed)
    {
        var packages = Path.Combine(root, "packages");
        foreach (var project in packed)
            await Dotnet(Repository.Root, "pack", project, "-c", Configuration, "--no-build", "-o", packages, "-nodeReuse:false");
        var own = Directory.CreateDirectory(Path.Combine(root, "own")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "Own.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(own, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(own, "Directory.Build.props"), "<Project />");
        // The package under test must not come from a cache that an earlier build filled.
        await File.WriteAllTextAsync(Path.Combine(own, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(root, "cache")}" /></config>
              <packageSources><add key="weave" value="{packages}" /></packageSources>
            </configuration>
            """);

        await Dotnet(own, "build", "-c", "Release", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        Assert.Equal(["499500"], (await Dotnet(own, "run", "-c", "Release", "--no-build")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return own;
    }

    /// <summary>The configuration that this was built in, whose outputs are there to be packed.</summary>
    static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    static async Task<string> Dotnet(string folder, params string[] arguments)
    {
        using var child = Child.Start(Child.DotNet, arguments, folder);
        Assert.True(await child.EndedAsync() == 0, await child.StoryAsync());
        return string.Join("\n", child.Lines);
    }
}

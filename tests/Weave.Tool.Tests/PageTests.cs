using Microsoft.Playwright;
using Weave.Tool.Rendering;

namespace Weave.Tool.Tests;

/// <summary>The page as a browser shows it.</summary>
public sealed class PageTests
{
    [ChromiumFact]
    public async Task The_page_stands_alone_and_works()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("weavec-").FullName, "plan.html");
        using (var output = new StreamWriter(path))
            PlanFormats.Write(Shop.Plan, "html", output, colours: false);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Path, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 1000 } });
        var faults = new List<string>();
        var requests = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) => faults.Add(message.Text);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync("file://" + path);

        Assert.Equal(["file://" + path], requests);
        Assert.Equal("Weave plan: Shop", await page.TitleAsync());
        Assert.Equal(5, await page.Locator("section").CountAsync());
        Assert.Equal(4, await page.Locator("svg rect").CountAsync());
        Assert.True(await page.Locator(".tile.bad").IsVisibleAsync());
        Assert.Contains("WEAVE0201", await page.Locator("p.bad").First.InnerTextAsync(), StringComparison.Ordinal);

        var step = page.Locator("details.step").First;
        Assert.False(await step.Locator("table").IsVisibleAsync());
        await step.Locator("summary").ClickAsync();
        Assert.Contains("total", await step.Locator("table").InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator("nav input").FillAsync("price");
        Assert.Equal(1, await page.Locator("nav a:visible").CountAsync());
        Assert.False(await page.GetByRole(AriaRole.Heading, new() { Name = "Orders.Fulfil(Order)" }).IsVisibleAsync());

        // Nothing sticks out: a page that has to be scrolled sideways is not readable.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        Assert.Empty(faults);
    }
}

using System.Text.Json;
using Weave.Tool.Rendering;

namespace Weave.Tool.Tests;

public sealed class FormatTests
{
    static string Written(string format)
    {
        using var output = new StringWriter();
        PlanFormats.Write(Shop.Plan, format, output, colours: false);
        return output.ToString();
    }

    [Fact]
    public void Text_has_no_colours_where_it_is_no_terminal()
    {
        var text = Written("text");
        Assert.DoesNotContain('\e', text);
        Assert.Contains("Fulfil/Reserve", text, StringComparison.Ordinal);
        Assert.Contains("needs Avx2, Gpu", text, StringComparison.Ordinal);
        Assert.Contains("WEAVE0201", text, StringComparison.Ordinal);
        Assert.Contains("pinned  reader", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_says_all_of_it()
    {
        using var json = JsonDocument.Parse(Written("json"));
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        var functions = json.RootElement.GetProperty("projects")[0].GetProperty("functions");
        Assert.Equal(4, functions.GetArrayLength());
        var step = functions[0].GetProperty("cuts").EnumerateArray().Single(static c => c.GetProperty("kind").GetString() == "step");
        Assert.Equal("Fulfil/Reserve", step.GetProperty("id").GetString());
        Assert.Equal(5, step.GetProperty("size").GetProperty("bytes").GetInt64());
        Assert.Equal("int", step.GetProperty("contract")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void Graphs_have_functions_steps_waits_and_calls()
    {
        var dot = Written("dot");
        Assert.StartsWith("digraph", dot, StringComparison.Ordinal);
        Assert.Contains("label=\"Orders.Fulfil(Order)\"", dot, StringComparison.Ordinal);
        Assert.Equal(3, dot.Split(" -> ").Length - 1);
        var mermaid = Written("mermaid");
        Assert.StartsWith("flowchart", mermaid, StringComparison.Ordinal);
        Assert.Contains("([\"Orders.Reserve(Order)\"])", mermaid, StringComparison.Ordinal);
        Assert.Equal(3, mermaid.Split(" --> ").Length - 1);
        Assert.Contains(":::refused", mermaid, StringComparison.Ordinal);
    }
}

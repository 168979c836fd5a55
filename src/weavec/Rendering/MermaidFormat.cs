using Weave.Analyzer.Model;

namespace Weave.Tool.Rendering;

/// <summary>The call graph for Mermaid.</summary>
static class MermaidFormat
{
    public static void Write(CallGraph graph, TextWriter output)
    {
        output.WriteLine("flowchart LR");
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            var label = $"\"{Escape(node.Name)}\"";
            output.WriteLine("  n" + i + (node.Kind switch
            {
                CutKind.Step => $"([{label}])",
                CutKind.Wait => $"{{{{{label}}}}}",
                _ => $"[{label}]",
            }) + (node.Refused ? ":::refused" : ""));
        }
        foreach (var edge in graph.Edges)
            output.WriteLine($"  n{edge.From} -->{(edge.Count > 1 ? $"|{edge.Count}x|" : "")} n{edge.To}");
        if (graph.Nodes.Any(static n => n.Refused))
            output.WriteLine("  classDef refused stroke:#b02a2a,fill:#ffe3e3");
    }

    static string Escape(string text) => text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;");
}

using Weave.Analyzer.Model;

namespace Weave.Tool.Rendering;

/// <summary>The call graph for Graphviz.</summary>
static class DotFormat
{
    public static void Write(CallGraph graph, TextWriter output)
    {
        output.WriteLine("digraph weave {");
        output.WriteLine("  rankdir=LR;");
        output.WriteLine("  node [fontname=\"sans-serif\", fontsize=11, style=filled, fillcolor=\"#eef3ff\", color=\"#4464ad\"];");
        output.WriteLine("  edge [fontname=\"sans-serif\", fontsize=9, color=\"#777777\"];");
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            var look = node switch
            {
                { Refused: true } => "shape=box, fillcolor=\"#ffe3e3\", color=\"#b02a2a\"",
                { Kind: CutKind.Step } => "shape=ellipse, fillcolor=\"#e6f6ea\", color=\"#2a7d46\"",
                { Kind: CutKind.Wait } => "shape=diamond, fillcolor=\"#fff6dd\", color=\"#a97800\"",
                _ => "shape=box",
            };
            output.WriteLine($"  n{i} [label=\"{Escape(node.Name)}\", {look}];");
        }
        foreach (var edge in graph.Edges)
            output.WriteLine($"  n{edge.From} -> n{edge.To}{(edge.Count > 1 ? $" [label=\"{edge.Count}x\"]" : "")};");
        output.WriteLine("}");
    }

    static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");
}

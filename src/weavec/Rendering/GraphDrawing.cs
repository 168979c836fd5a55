using System.Globalization;
using System.Net;
using System.Text;
using Weave.Analyzer.Model;

namespace Weave.Tool.Rendering;

/// <summary>Draws a call graph as SVG: callers left of callees, a column a depth, as in the first phase of Sugiyama's layered drawing (1981), cycles cut where a depth-first walk meets them.</summary>
static class GraphDrawing
{
    const int RowHeight = 44;
    const int BoxHeight = 28;
    const int ColumnGap = 70;
    const int CharWidth = 7;

    /// <summary>The drawing; empty if nothing calls anything.</summary>
    public static string Draw(CallGraph graph)
    {
        if (graph.Edges.Count == 0)
            return "";
        var shown = graph.Edges.SelectMany(static e => (int[])[e.From, e.To]).Distinct().Order().ToList();
        var depth = Depths(graph, shown);
        var columns = shown.GroupBy(n => depth[n]).OrderBy(static c => c.Key).Select(static c => c.ToList()).ToList();
        var place = new Dictionary<int, (int X, int Y, int Width)>();
        var x = 10;
        foreach (var column in columns)
        {
            var width = column.Max(n => graph.Nodes[n].Name.Length) * CharWidth + 24;
            for (var row = 0; row < column.Count; row++)
                place[column[row]] = (x, 10 + row * RowHeight, width);
            x += width + ColumnGap;
        }
        var height = columns.Max(static c => c.Count) * RowHeight + 10;
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {x} {height}\" width=\"{x}\" height=\"{height}\" role=\"img\" aria-label=\"Who calls whom\">");
        foreach (var edge in graph.Edges)
            svg.Append(Edge(place[edge.From], place[edge.To]));
        foreach (var node in shown)
            svg.Append(Box(graph.Nodes[node], place[node]));
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The longest way to each node from one that nobody calls.</summary>
    static Dictionary<int, int> Depths(CallGraph graph, List<int> shown)
    {
        var callees = graph.Edges.Where(static e => e.From != e.To).ToLookup(static e => e.From, static e => e.To);
        var called = graph.Edges.Where(static e => e.From != e.To).Select(static e => e.To).ToHashSet();
        var depth = shown.ToDictionary(static n => n, static _ => -1);
        var path = new HashSet<int>();
        void Walk(int node, int at)
        {
            if (depth[node] >= at || !path.Add(node))
                return;
            depth[node] = at;
            foreach (var callee in callees[node])
                Walk(callee, at + 1);
            path.Remove(node);
        }
        foreach (var root in shown.Where(n => !called.Contains(n)))
            Walk(root, 0);
        foreach (var rest in shown)
        {
            if (depth[rest] < 0)
                Walk(rest, 0);
        }
        return depth;
    }

    static string Edge((int X, int Y, int Width) from, (int X, int Y, int Width) to)
    {
        var (x1, y1, x2, y2) = (from.X + from.Width, from.Y + BoxHeight / 2, to.X, to.Y + BoxHeight / 2);
        if (from == to)
            return string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{x1} {y1 - 6} c26 -14 26 26 0 12\"/>");
        var bend = Math.Max(30, Math.Abs(x2 - x1) / 2);
        return string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}\"/>");
    }

    static string Box(CallGraph.Node node, (int X, int Y, int Width) at)
    {
        var look = node.Refused ? "bad" : node.Kind.ToString().ToLowerInvariant();
        var round = node.Kind == CutKind.Step ? BoxHeight / 2 : 4;
        return string.Create(CultureInfo.InvariantCulture, $"<g class=\"{look}\"><rect x=\"{at.X}\" y=\"{at.Y}\" width=\"{at.Width}\" height=\"{BoxHeight}\" rx=\"{round}\"/>")
            + string.Create(CultureInfo.InvariantCulture, $"<text x=\"{at.X + 12}\" y=\"{at.Y + 18}\">{WebUtility.HtmlEncode(node.Name)}</text></g>");
    }
}

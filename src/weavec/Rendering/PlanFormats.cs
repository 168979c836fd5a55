using Weave.Tool.Planning;

namespace Weave.Tool.Rendering;

/// <summary>The forms in which a plan can be written.</summary>
static class PlanFormats
{
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "dot", "mermaid", "html"];

    /// <summary>Writes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="output">Where to.</param>
    /// <param name="colours">True if that is a terminal.</param>
    public static void Write(Plan plan, string format, TextWriter output, bool colours)
    {
        switch (format)
        {
            case "json":
                Json.Write(plan, output);
                break;
            case "dot":
                DotFormat.Write(CallGraph.Of(plan), output);
                break;
            case "mermaid":
                MermaidFormat.Write(CallGraph.Of(plan), output);
                break;
            case "html":
                HtmlFormat.Write(plan, output);
                break;
            default:
                TextFormat.Write(plan, output, colours);
                break;
        }
    }
}

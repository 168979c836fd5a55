using System.Globalization;
using System.Text;

namespace Cluster;

/// <summary>The picture: time from left to right, a band for each hub, in it a line for each run that was there; the computations are thick.</summary>
static class Timeline
{
    const int Left = 70;
    const int Width = 1200;
    const double Thin = 1.4;
    const double Thick = 12;

    static readonly string[] colours = ["#d9480f", "#1971c2", "#2f9e44", "#9c36b5", "#e8590c", "#0c8599"];

    /// <summary>Writes it.</summary>
    public static string Draw(Chronicle chronicle)
    {
        var end = chronicle.Stretches.Count == 0 ? TimeSpan.FromSeconds(1) : chronicle.Stretches.Max(static s => s.To);
        double X(TimeSpan at) => Left + (at / end * Width);
        var computations = chronicle.Stretches.Select(static s => s.Run).Where(IsComputation).Distinct().Order(StringComparer.Ordinal).ToList();
        var body = new StringBuilder();
        var y = 40.0;
        foreach (var hub in chronicle.Stretches.GroupBy(static s => s.Hub).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var lanes = Lanes(hub);
            var top = y;
            foreach (var lane in lanes)
            {
                var height = lane.Any(static s => IsComputation(s.Run)) ? Thick : Thin;
                foreach (var stretch in lane)
                {
                    var at = computations.IndexOf(stretch.Run);
                    body.Append(Invariant($"<rect x='{X(stretch.From):0.0}' y='{y:0.0}' width='{Math.Max(1, X(stretch.To) - X(stretch.From)):0.0}' height='{height - 0.4:0.0}' fill='{(at < 0 ? "#adb5bd" : colours[at % colours.Length])}'>"))
                        .Append(Invariant($"<title>{stretch.Run} on {stretch.Hub}, epoch {stretch.Epoch}: {stretch.From.TotalSeconds:0.0} s to {stretch.To.TotalSeconds:0.0} s</title></rect>\n"));
                }

                y += height;
            }

            body.Append(Invariant($"<text x='8' y='{(top + y) / 2:0}'>{hub.Key}</text>\n"));
            foreach (var (at, _, what) in chronicle.Events.Where(e => e.Hub == hub.Key))
            {
                body.Append(Invariant($"<line x1='{X(at):0.0}' y1='{top - 4:0}' x2='{X(at):0.0}' y2='{y + 4:0}' stroke='{(what == "killed" ? "#e03131" : "#2b8a3e")}' stroke-width='1.5'/>"))
                    .Append(Invariant($"<text class='e' x='{X(at) + 3:0.0}' y='{top - 6:0}'>{what}</text>\n"));
            }

            y += 26;
        }

        for (var second = 0; second <= end.TotalSeconds; second += 5)
            body.Append(Invariant($"<text class='t' x='{X(TimeSpan.FromSeconds(second)):0}' y='{y:0}'>{second} s</text>\n"));
        return Invariant($"""
            <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Left + Width + 20} {y + 20:0}' font-family='sans-serif' font-size='12'>
            <style>.t, .e {'{'} font-size: 10px; fill: #495057 {'}'}</style>
            <rect width='100%' height='100%' fill='white'/>
            <text x='{Left}' y='18' font-size='14'>Who ran what when: {computations.Count} computations (thick), {chronicle.Stretches.Select(static s => s.Run).Distinct().Count() - computations.Count} transfers (thin)</text>
            {body}</svg>
            """);
    }

    static bool IsComputation(string run) => run.StartsWith("computation", StringComparison.Ordinal);

    /// <summary>Stretches in as few rows as they fit in without touching; computations first, each in a row of its own.</summary>
    static List<List<Stretch>> Lanes(IEnumerable<Stretch> stretches)
    {
        var lanes = new List<List<Stretch>>();
        foreach (var stretch in stretches.OrderBy(static s => !IsComputation(s.Run)).ThenBy(static s => s.Run.StartsWith("comp", StringComparison.Ordinal) ? s.Run : "", StringComparer.Ordinal).ThenBy(static s => s.From))
        {
            var lane = IsComputation(stretch.Run) ? lanes.Find(l => l[0].Run == stretch.Run) : lanes.Find(l => !IsComputation(l[0].Run) && l[^1].To <= stretch.From);
            if (lane is null)
                lanes.Add([stretch]);
            else
                lane.Add(stretch);
        }

        return lanes;
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

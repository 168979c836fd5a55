namespace Weave.Analyzer.Reading;

/// <summary>A construct that is part of the structural ids of what stands in it: the function, a loop, a try statement.</summary>
sealed class CutScope(string segment, CutScope? parent)
{
    readonly List<CutSite> sites = [];
    readonly List<CutScope> scopes = [];

    /// <summary>What it is called by itself.</summary>
    public string Segment { get; } = segment;

    public string Id { get; private set; } = segment;

    /// <summary>See <see cref="CutSite.Crowds"/>.</summary>
    string Crowds { get; set; } = "";

    public CutScope Inner(string inner)
    {
        var scope = new CutScope(inner, this);
        scopes.Add(scope);
        return scope;
    }

    public void Add(CutSite site) => sites.Add(site);

    /// <summary>Gives every site its id; equal siblings get <c>#1</c>, <c>#2</c>.</summary>
    public void Number()
    {
        if (parent is null)
            Number([.. scopes], [.. sites]);
    }

    void Number(List<CutScope> inner, List<CutSite> own)
    {
        var names = inner.Select(static s => s.Id).Concat(own.Where(static s => s.Kind != Model.CutKind.Loop).Select(static s => s.Segment));
        var counts = names.GroupBy(static n => n).ToDictionary(static g => g.Key, static g => g.Count());
        var seen = new Dictionary<string, int>();
        foreach (var scope in inner)
        {
            scope.Crowds = Crowds + Crowd(scope.Id);
            scope.Id = Id + "/" + Unique(scope.Id);
        }

        foreach (var site in own)
        {
            site.Crowds = site.Kind == Model.CutKind.Loop ? Crowds : Crowds + Crowd(site.Segment);
            site.Id = site.Kind == Model.CutKind.Loop ? Id : Id + "/" + Unique(site.Segment);
        }

        foreach (var scope in inner)
            scope.Number([.. scope.scopes], [.. scope.sites]);

        string Crowd(string name) => counts[name] == 1 ? "" : "\n#" + counts[name].ToString(System.Globalization.CultureInfo.InvariantCulture);

        string Unique(string name)
        {
            if (counts[name] == 1)
                return name;
            seen.TryGetValue(name, out var before);
            seen[name] = before + 1;
            return name + "#" + (before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}

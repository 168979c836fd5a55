using System.Text;

namespace Weave.Contracts;

/// <summary>The text of a <see cref="ContractSet"/>.</summary>
static class ContractText
{
    const string Head = "# Weave contracts 1";
    const string Separator = " | ";

    static readonly string[] separators = [Separator];

    public static string Write(ContractSet set)
    {
        var text = new StringBuilder();
        text.Append(Head).Append('\n');
        Append(text, "cut", set.Cuts.Select(Of));
        Append(text, "type", set.Types.Select(static type => type.Text));
        Append(text, "was", set.Renamings.Where(static r => !r.IsCut).Select(static r => r.Now.Length == 0 ? Join(r.Owner, r.Was) : Join(r.Owner, r.Now, r.Was)));
        Append(text, "moved", set.Renamings.Where(static r => r.IsCut).Select(static r => Join(r.Owner, r.Now, r.Was)));
        Append(text, "migrates", set.Migrations.Select(static m => Join(m.Owner, m.Member, m.Type, string.Join(";", m.Inputs))));
        Append(text, "drops", set.Drops.Select(static d => Join(d.Owner, d.Member)));
        Append(text, "retired cut", set.RetiredCuts.Select(Of));
        Append(text, "retired type", set.RetiredTypes.Select(static type => type.Text));
        return text.ToString();
    }

    public static ContractSet Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() != Head)
            throw new ContractFormatException($"The first line has to be '{Head}'.", line: 1);
        var reader = new Reader();
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            try
            {
                reader.Take(line);
            }
            catch (ContractFormatException e) when (e.Line == 0)
            {
                throw new ContractFormatException(e.Message, i + 1);
            }
        }

        return reader.ToSet();
    }

    static string Of(CutContract cut) => Join(cut.Function, cut.Cut, cut.Anchor, cut.Values);

    static string Join(params string[] parts) => string.Join(Separator, parts).TrimEnd();

    static void Append(StringBuilder text, string word, IEnumerable<string> lines)
    {
        foreach (var line in lines.Distinct().OrderBy(static line => line, StringComparer.Ordinal))
            text.Append(word).Append(' ').Append(line).Append('\n');
    }

    sealed class Reader
    {
        readonly List<CutContract> cuts = [];
        readonly List<TypeContract> types = [];
        readonly List<Renaming> renamings = [];
        readonly List<MigrationContract> migrations = [];
        readonly List<Drop> drops = [];
        readonly List<CutContract> retiredCuts = [];
        readonly List<TypeContract> retiredTypes = [];

        public void Take(string line)
        {
            if (After(line, "cut ") is { } cut)
                cuts.Add(Cut(cut));
            else if (After(line, "type ") is { } type)
                types.Add(TypeContract.Parse(type));
            else if (After(line, "was ") is { } was)
                renamings.Add(Was(Parts(was, 2, 3)));
            else if (After(line, "moved ") is { } moved)
                renamings.Add(Was(Parts(moved, 3, 3)) with { IsCut = true });
            else if (After(line, "migrates ") is { } migrates)
                migrations.Add(Migration(Parts(migrates, 3, 4)));
            else if (After(line, "drops ") is { } dropped)
                drops.Add(Dropped(Parts(dropped, 2, 2)));
            else if (After(line, "retired cut ") is { } retiredCut)
                retiredCuts.Add(Cut(retiredCut));
            else if (After(line, "retired type ") is { } retiredType)
                retiredTypes.Add(TypeContract.Parse(retiredType));
            else
                throw new ContractFormatException($"'{line}' begins with no word that is known: cut, type, was, moved, migrates, drops, retired.");
        }

        public ContractSet ToSet() => new()
        {
            Cuts = cuts,
            Types = types,
            Renamings = renamings,
            Migrations = migrations,
            Drops = drops,
            RetiredCuts = retiredCuts,
            RetiredTypes = retiredTypes,
        };

        static CutContract Cut(string text)
        {
            var parts = Parts(text, 3, 4);
            return new CutContract(parts[0], parts[1], parts[2], Member.ParseList(parts.Length > 3 ? parts[3] : ""));
        }

        static Renaming Was(string[] parts) => new(parts[0], parts.Length == 3 ? parts[1] : "", parts[parts.Length - 1]);

        static MigrationContract Migration(string[] parts) => new(parts[0], parts[1], parts[2], Member.ParseList(parts.Length > 3 ? parts[3] : ""));

        static Drop Dropped(string[] parts) => new(parts[0], parts[1]);

        static string? After(string line, string word) => line.StartsWith(word, StringComparison.Ordinal) ? line.Substring(word.Length) : null;

        // The last part may be empty, and then its separator lost its space.
        static string[] Parts(string text, int least, int most)
        {
            var parts = (text.EndsWith(" |", StringComparison.Ordinal) ? text.Substring(0, text.Length - 2) : text).Split(separators, StringSplitOptions.None);
            return parts.Length >= least && parts.Length <= most ? parts : throw new ContractFormatException($"'{text}' has {parts.Length} parts.");
        }
    }
}

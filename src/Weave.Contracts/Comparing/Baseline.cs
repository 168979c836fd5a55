namespace Weave.Contracts;

/// <summary>The contracts that a project has checked in, held against those that its code has now.</summary>
public static class Baseline
{
    /// <summary>What the file says once the code of now is accepted. What is gone stays in it as retired, because its id is never used again.</summary>
    /// <param name="file">What it says.</param>
    /// <param name="now">The contracts of the code.</param>
    public static ContractSet Update(ContractSet file, ContractSet now)
    {
        var cuts = new HashSet<(string, string)>(now.Cuts.Select(IdOf));
        var types = new HashSet<string>(now.Types.Select(IdOf), StringComparer.Ordinal);
        return now with
        {
            RetiredCuts = [.. file.RetiredCuts.Where(cut => !IsBack(cut, now)), .. file.Cuts.Where(cut => !cuts.Contains(IdOf(cut)))],
            RetiredTypes = [.. file.RetiredTypes.Where(type => !IsBack(type, now)), .. file.Types.Where(type => !types.Contains(IdOf(type)))],
        };
    }

    /// <summary>The cuts that the file does not know.</summary>
    /// <param name="file">What it says.</param>
    /// <param name="now">The contracts of the code.</param>
    public static IEnumerable<CutContract> NewCuts(ContractSet file, ContractSet now)
    {
        var known = new HashSet<(string, string)>(file.Cuts.Select(IdOf));
        return now.Cuts.Where(cut => !known.Contains(IdOf(cut)));
    }

    /// <summary>The types that the file does not know.</summary>
    /// <param name="file">What it says.</param>
    /// <param name="now">The contracts of the code.</param>
    public static IEnumerable<TypeContract> NewTypes(ContractSet file, ContractSet now)
    {
        var known = new HashSet<string>(file.Types.Select(IdOf), StringComparer.Ordinal);
        return now.Types.Where(type => !known.Contains(IdOf(type)));
    }

    /// <summary>The cuts that bear a retired id and are not what it was.</summary>
    /// <param name="file">What it says.</param>
    /// <param name="now">The contracts of the code.</param>
    public static IEnumerable<CutContract> ReusedCuts(ContractSet file, ContractSet now)
    {
        var retired = new HashSet<(string, string)>(file.RetiredCuts.Where(cut => !IsBack(cut, now)).Select(IdOf));
        return now.Cuts.Where(cut => retired.Contains(IdOf(cut)));
    }

    /// <summary>The types that bear a retired name and are not what it was.</summary>
    /// <param name="file">What it says.</param>
    /// <param name="now">The contracts of the code.</param>
    public static IEnumerable<TypeContract> ReusedTypes(ContractSet file, ContractSet now)
    {
        var retired = new HashSet<string>(file.RetiredTypes.Where(type => !IsBack(type, now)).Select(IdOf), StringComparer.Ordinal);
        return now.Types.Where(type => retired.Contains(IdOf(type)));
    }

    /// <summary>True if a retired cut is there again, exactly as it was: then it never was another.</summary>
    static bool IsBack(CutContract retired, ContractSet now) => now.Cuts.Any(cut => cut.ToSchema() == retired.ToSchema());

    static bool IsBack(TypeContract retired, ContractSet now) => now.Types.Any(type => type.Text == retired.Text);

    static (string Function, string Cut) IdOf(CutContract cut) => (cut.Function, cut.Cut);

    static string IdOf(TypeContract type) => Names.Definition(type.Name);
}

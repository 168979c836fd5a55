using System.Text;

namespace Weave.Contracts;

/// <summary>Names of types and functions inside texts.</summary>
static class Names
{
    const string With = " with ";

    /// <summary>A name without what it is constructed with: <c>Shop.Node&lt;&gt;</c> for <c>Shop.Node&lt;int&gt;</c>, and a function's id without its type arguments.</summary>
    public static string Definition(string name)
    {
        var with = name.IndexOf(With, StringComparison.Ordinal);
        if (with >= 0)
            return name.Substring(0, with);
        var text = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '(' && depth == 0)
                return name; // a function's id, or a tuple
            if (c is '>' or ')')
                depth--;
            if (depth == 0 || (depth == 1 && c == ',' && !InRank(name, i)))
                text.Append(c);
            if (c is '<' or '(')
                depth++;
        }

        return text.ToString();
    }

    /// <summary>The names before the first bracket: <c>Shop.Node</c> for <c>Shop.Node&lt;int&gt;</c>.</summary>
    public static string Plain(string name)
    {
        var end = name.IndexOfAny(['<', '(', '{', '[', '?']);
        return end < 0 ? name : name.Substring(0, end);
    }

    /// <summary>What a type is constructed with: <c>int</c> and <c>Shop.Order</c> for <c>Shop.Pair&lt;int,Shop.Order&gt;</c> and for <c>(int,Shop.Order)</c>. Outer types' arguments come first.</summary>
    public static IReadOnlyList<string> Arguments(string type)
    {
        var found = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < type.Length; i++)
        {
            var c = type[i];
            if (c is '<' or '(')
            {
                if (++depth == 1)
                    start = i + 1;
            }
            else if ((c is '>' or ')' && --depth == 0) || (c == ',' && depth == 1 && !InRank(type, i)))
            {
                found.Add(type.Substring(start, i - start));
                start = i + 1;
            }
        }

        return found;
    }

    /// <summary>Replaces the names of types wherever they stand in a text; types nested in a renamed one follow.</summary>
    /// <param name="text">Types, members, or the id of a function.</param>
    /// <param name="renamed">New names by old ones, without type arguments.</param>
    public static string Rename(string text, IReadOnlyDictionary<string, string> renamed)
    {
        if (renamed.Count == 0)
            return text;
        var result = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && IsNamePart(text[at]))
                at++;
            if (at > start)
                result.Append(RenameOne(text.Substring(start, at - start), renamed));
            else
                result.Append(text[at++]);
        }

        return result.ToString();
    }

    /// <summary>True for the comma of <c>int[,]</c>.</summary>
    static bool InRank(string type, int comma)
    {
        var i = comma;
        while (i > 0 && type[i] == ',')
            i--;
        return type[i] == '[';
    }

    static string RenameOne(string name, IReadOnlyDictionary<string, string> renamed)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (renamed.TryGetValue(name.Substring(0, end), out var now))
                return now + name.Substring(end);
        }

        return name;
    }

    /// <summary>Every name of a type in a text, with the type arguments it has there.</summary>
    public static IEnumerable<string> In(string text)
    {
        yield return text.TrimEnd('?');
        foreach (var argument in Arguments(text.EndsWith("]", StringComparison.Ordinal) ? text.Substring(0, text.LastIndexOf('[')) : text))
        {
            foreach (var name in In(argument))
                yield return name;
        }
    }

    static bool IsNamePart(char c) => c is '.' or '_' or '+' || char.IsLetterOrDigit(c);
}

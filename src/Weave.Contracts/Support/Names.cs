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
        if (IsFunction(name) || name.IndexOf('<') < 0)
            return name;
        var text = new StringBuilder();
        var depth = 0;
        var inner = 0;
        foreach (var c in name)
        {
            if (c == '>')
                depth--;
            inner += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (depth == 0 || (depth == 1 && inner == 0 && c == ','))
                text.Append(c);
            if (c == '<')
                depth++;
        }

        return text.ToString();
    }

    /// <summary>True for the id of a function, which ends with its parameters; a type may have tuples among its arguments.</summary>
    public static bool IsFunction(string name) => name.IndexOf('(') > 0 && name.EndsWith(")", StringComparison.Ordinal);

    /// <summary>What a type is constructed with, outermost first: type parameters of a definition, types of a construction.</summary>
    public static IReadOnlyList<string> Arguments(string name)
    {
        var found = new List<string>();
        var depth = 0;
        var inner = 0;
        var start = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            inner += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (c == '<' && depth++ == 0)
                start = i + 1;
            var ends = c == '>' && --depth == 0;
            if (ends || (c == ',' && depth == 1 && inner == 0))
            {
                found.Add(name.Substring(start, i - start));
                start = i + 1;
            }
        }

        return found;
    }

    /// <summary>The names before the first bracket: <c>Shop.Node</c> for <c>Shop.Node&lt;int&gt;</c>.</summary>
    public static string Plain(string name)
    {
        var end = name.IndexOfAny(['<', '(', '{', '[', '?']);
        return end < 0 ? name : name.Substring(0, end);
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

    static string RenameOne(string name, IReadOnlyDictionary<string, string> renamed)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (renamed.TryGetValue(name.Substring(0, end), out var now))
                return now + name.Substring(end);
        }

        return name;
    }

    static bool IsNamePart(char c) => c is '.' or '_' or '+' || char.IsLetterOrDigit(c);
}

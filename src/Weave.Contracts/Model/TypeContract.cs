namespace Weave.Contracts;

/// <summary>The layout of one type.</summary>
/// <param name="Text">Its schema: <c>Shop.Order{Id:int;Lines:System.Collections.Generic.List&lt;Shop.Line&gt;}</c>, <c>Shop.Point{struct X:int;Y:int}</c>, <c>Shop.Color{enum int}</c>, <c>Time.LocalDate{struct codec 1}</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How its values travel.</param>
/// <param name="Members">Its fields, base classes first; none for an enum.</param>
/// <param name="Underlying">The integer type of an enum; empty for any other type.</param>
public sealed record TypeContract(string Text, string Name, TypeKind Kind, IReadOnlyList<Member> Members, string Underlying)
{
    const string StructMark = "struct ";
    const string EnumMark = "enum ";
    const string CodecMark = "codec ";

    /// <summary>True if values stand inside what holds them.</summary>
    public bool IsValue { get; private init; }

    /// <summary>This definition of a generic type, constructed as another name of it says; itself if that is no construction of it.</summary>
    /// <param name="name">The name: <c>Shop.Node&lt;int&gt;</c>.</param>
    public TypeContract As(string name)
    {
        var (parameters, arguments) = (Names.Arguments(Name), Names.Arguments(name));
        if (name == Name || parameters.Count == 0 || parameters.Count != arguments.Count || Names.Definition(name) != Names.Definition(Name))
            return this;
        var constructed = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < parameters.Count; i++)
            constructed[parameters[i]] = arguments[i];
        string Types(string text) => Names.Rename(text, constructed);
        var members = Members.Select(member => new Member(member.Name.IndexOf('<') < 0 ? member.Name : Types(member.Name), Types(member.Type))).ToList();
        return Parse($"{name}{{{(Kind == TypeKind.Struct ? StructMark : "")}{string.Join(";", members)}}}");
    }

    /// <summary>Reads the schema of a type.</summary>
    /// <param name="text">See <see cref="Text"/>.</param>
    /// <exception cref="ContractFormatException">It is none.</exception>
    public static TypeContract Parse(string text)
    {
        var open = text.IndexOf('{');
        if (open < 0)
            return new TypeContract(text, text, TypeKind.Known, [], "");
        if (open == 0 || !text.EndsWith("}", StringComparison.Ordinal))
            throw new ContractFormatException($"'{text}' is no layout of a type.");
        var name = text.Substring(0, open);
        var layout = text.Substring(open + 1, text.Length - open - 2);
        if (layout.StartsWith(EnumMark, StringComparison.Ordinal))
            return new TypeContract(text, name, TypeKind.Enum, [], layout.Substring(EnumMark.Length)) { IsValue = true };
        if (layout.StartsWith(CodecMark, StringComparison.Ordinal) || layout.StartsWith(StructMark + CodecMark, StringComparison.Ordinal))
            return new TypeContract(text, name, TypeKind.Custom, [], "") { IsValue = layout.StartsWith(StructMark, StringComparison.Ordinal) };
        if (layout == StructMark.TrimEnd() || layout.StartsWith(StructMark, StringComparison.Ordinal))
            return new TypeContract(text, name, TypeKind.Struct, Member.ParseList(layout.Substring(Math.Min(StructMark.Length, layout.Length))), "") { IsValue = true };
        return new TypeContract(text, name, TypeKind.Class, Member.ParseList(layout), "");
    }
}

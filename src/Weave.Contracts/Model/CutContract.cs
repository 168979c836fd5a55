namespace Weave.Contracts;

/// <summary>What is saved at one cut.</summary>
/// <param name="Function">Id of the function or step: <c>Shop.Orders.Fulfil(Shop.Order)</c>.</param>
/// <param name="Cut">Structural id: <c>Fulfil/foreach(carrier)/QuoteFrom#1</c>; the function's name alone for its entry.</param>
/// <param name="Anchor">Hash of the cut's statement.</param>
/// <param name="Members">The values, in order.</param>
public sealed record CutContract(string Function, string Cut, string Anchor, IReadOnlyList<Member> Members)
{
    /// <summary>The values as text: <c>name:type;name:type</c>.</summary>
    public string Values => string.Join(";", Members);

    /// <summary>Reads the schema of a frame: function, cut, anchor, values; one a line.</summary>
    /// <param name="schema">The text.</param>
    /// <exception cref="ContractFormatException">It is none.</exception>
    public static CutContract ParseSchema(string schema)
    {
        var lines = schema.Split('\n');
        return lines.Length == 4
            ? new CutContract(lines[0], lines[1], lines[2], Member.ParseList(lines[3]))
            : throw new ContractFormatException("A cut's schema has four lines.");
    }

    /// <summary>The schema of a frame that stands at this cut.</summary>
    public string ToSchema() => $"{Function}\n{Cut}\n{Anchor}\n{Values}";
}

namespace Weave.Contracts;

/// <summary>One value of a cut's contract, or one field of a type.</summary>
/// <param name="Name">Its name; a field of a base class has that class's name before it.</param>
/// <param name="Type">Its type as schemas spell it, with a <c>!</c> before it if it is secret.</param>
public sealed record Member(string Name, string Type)
{
    /// <summary>True if its value is never printed.</summary>
    public bool IsSecret => Type.StartsWith("!", StringComparison.Ordinal);

    /// <summary>Its type, whether it is secret or not.</summary>
    public string PlainType => IsSecret ? Type.Substring(1) : Type;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{Type}";

    /// <summary>Reads <c>name:type;name:type</c>.</summary>
    /// <param name="text">The members; empty for none.</param>
    /// <exception cref="ContractFormatException">A member has no type.</exception>
    public static IReadOnlyList<Member> ParseList(string text)
    {
        if (text.Length == 0)
            return [];
        var parts = text.Split(';');
        var members = new Member[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var colon = parts[i].IndexOf(':');
            if (colon <= 0 || colon == parts[i].Length - 1)
                throw new ContractFormatException($"'{parts[i]}' is no member: name:type was expected.");
            members[i] = new Member(parts[i].Substring(0, colon), parts[i].Substring(colon + 1));
        }

        return members;
    }
}

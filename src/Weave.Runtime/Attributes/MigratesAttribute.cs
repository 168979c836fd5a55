namespace Weave;

/// <summary>
/// Marks a static method that makes the value of a member, as it is now, of what older code saved. It stands in the member's type. Its parameters are the old values it wants, by name
/// (the case of the first letter aside) and type; its result is the new value. It is called where the saved layout has these and not the member as it is now.
/// </summary>
/// <param name="member">The field or property; with <see cref="Of"/> a variable of that function.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class MigratesAttribute(string member) : Attribute
{
    /// <summary>The field, property or variable.</summary>
    public string Member { get; } = member;

    /// <summary>The fragment function, in the same type, whose variable it makes: <c>Of = nameof(Fulfil)</c>.</summary>
    public string? Of { get; set; }
}

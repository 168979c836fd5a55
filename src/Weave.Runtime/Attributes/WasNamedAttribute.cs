namespace Weave;

/// <summary>
/// Says what something was called when older code saved it: a type, a field, property or record parameter, a fragment function or step, one of its parameters. Two texts on a method are
/// the old name of one of its variables, and the variable. May be given once for each name it has had.
/// </summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Field | AttributeTargets.Property
    | AttributeTargets.Event | AttributeTargets.Parameter,
    AllowMultiple = true, Inherited = false)]
public sealed class WasNamedAttribute : Attribute
{
    /// <param name="was">The old name; of a type or method also the full one, if more than the last part of it was another: <c>Shop.Old.Order</c>, <c>Shop.Orders.Fulfil(Shop.Order)</c>.</param>
    public WasNamedAttribute(string was) => Was = was;

    /// <param name="was">The old name of a variable of the method.</param>
    /// <param name="now">The variable.</param>
    public WasNamedAttribute(string was, string now)
    {
        Was = was;
        Now = now;
    }

    /// <summary>The old name.</summary>
    public string Was { get; }

    /// <summary>The variable that had it; null if it is what bears the attribute.</summary>
    public string? Now { get; }
}

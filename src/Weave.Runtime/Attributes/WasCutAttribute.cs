namespace Weave;

/// <summary>Says where a cut of this fragment function was in older code: runs that were saved there go on at the cut as it is now. Ids as <c>weavec plan</c> shows them.</summary>
/// <param name="was">The old id: <c>Fulfil/Reserve</c>.</param>
/// <param name="now">The id of the cut now: <c>Fulfil/try/Reserve#1</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class WasCutAttribute(string was, string now) : Attribute
{
    /// <summary>The old id.</summary>
    public string Was { get; } = was;

    /// <summary>The id now.</summary>
    public string Now { get; } = now;
}

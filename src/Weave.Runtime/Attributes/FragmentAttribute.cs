namespace Weave;

/// <summary>Marks a method as a fragment function: it runs at the speed of plain C#, and inside a hub it can be stopped at every cut and resumed from there.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FragmentAttribute : Attribute
{
    /// <summary>What a host must have for this function to run on it.</summary>
    public Capability Needs { get; set; }

    /// <summary>The label of the data resource this function wants to be near, or null.</summary>
    public string? Near { get; set; }
}

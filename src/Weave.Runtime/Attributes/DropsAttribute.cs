namespace Weave;

/// <summary>Says that the value of a member that is gone may be lost. Objects keep such values aside for older code; a struct has no place for them, and needs this word of its author.</summary>
/// <param name="member">The old name of the member.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class DropsAttribute(string member) : Attribute
{
    /// <summary>The old name of the member.</summary>
    public string Member { get; } = member;
}

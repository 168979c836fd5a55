using System.ComponentModel;

namespace Weave.Execution;

/// <summary>The contracts of an assembly, as text: what its runs save, and how it reads what older code saved. The generator writes it.</summary>
/// <param name="text">See <see cref="Contracts.ContractSet"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WeaveContractsAttribute(string text) : Attribute
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;
}

using Weave.Contracts;

namespace Weave.Tool.Opening;

/// <summary>The contracts of one module.</summary>
/// <param name="Name">The module's name.</param>
/// <param name="Folder">The folder of its project; null if it is none.</param>
/// <param name="Contracts">What they are.</param>
sealed record OpenedContracts(string Name, string? Folder, ContractSet Contracts);

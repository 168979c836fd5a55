namespace Weave.Analyzer.Model;

/// <summary>A variable of a fragment function. Its index in <see cref="FunctionModel.Variables"/> is its identity.</summary>
/// <param name="Name">Its name in the code.</param>
/// <param name="Field">Its name in the frame: the same, or with a number when another variable has that name.</param>
/// <param name="Type">Its type as generated code writes it.</param>
/// <param name="SchemaType">Its type as a contract states it.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Pinned">Why it cannot leave the process (the path to the offending field), or null.</param>
public sealed record Variable(string Name, string Field, string Type, string SchemaType, VariableKind Kind, string? Pinned);

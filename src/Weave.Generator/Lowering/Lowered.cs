using Weave.Analyzer.Support;

namespace Weave.Generator.Lowering;

/// <summary>A piece of a generated body, still without indentation.</summary>
public abstract record Lowered;

/// <summary>A statement, perhaps of several lines.</summary>
/// <param name="Text">The text.</param>
public sealed record Statement(string Text) : Lowered;

/// <summary>A label.</summary>
/// <param name="Name">Its name.</param>
public sealed record Label(string Name) : Lowered;

/// <summary>Statements in braces.</summary>
/// <param name="Header">What stands before the braces; empty for a plain block.</param>
/// <param name="Body">The statements.</param>
public sealed record Braces(string Header, EquatableArray<Lowered> Body) : Lowered;

/// <summary>A section of a switch.</summary>
/// <param name="Labels">Its labels, without their colons.</param>
/// <param name="Body">The statements.</param>
public sealed record Section(EquatableArray<string> Labels, EquatableArray<Lowered> Body) : Lowered;

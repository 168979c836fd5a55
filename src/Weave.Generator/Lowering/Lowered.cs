using Weave.Analyzer.Support;

namespace Weave.Generator.Lowering;

/// <summary>A piece of a generated body, still without indentation.</summary>
public abstract record Lowered;

/// <summary>A statement, perhaps of several lines.</summary>
/// <param name="Text">The text.</param>
/// <param name="Line">The line of the source that it begins on; 0 for what the source does not have.</param>
public sealed record Statement(string Text, int Line = 0) : Lowered;

/// <summary>A label.</summary>
/// <param name="Name">Its name.</param>
public sealed record Label(string Name) : Lowered;

/// <summary>Statements in braces.</summary>
/// <param name="Header">What stands before the braces; empty for a plain block.</param>
/// <param name="Body">The statements.</param>
/// <param name="Line">The line of the source that the header begins on; 0 for one that the source does not have.</param>
public sealed record Braces(string Header, EquatableArray<Lowered> Body, int Line = 0) : Lowered;

/// <summary>A section of a switch.</summary>
/// <param name="Labels">Its labels, without their colons.</param>
/// <param name="Body">The statements.</param>
public sealed record Section(EquatableArray<string> Labels, EquatableArray<Lowered> Body) : Lowered;

using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>The outside of a fragment function or step.</summary>
/// <param name="Id">Fully qualified name with parameter types.</param>
/// <param name="Name">The method's name.</param>
/// <param name="Unique">The name, with a number when the type overloads it: names frames and cuts.</param>
/// <param name="Accessibility">As code writes it.</param>
/// <param name="EntryAccessibility">Of its entry in <c>Fragments</c>: as wide as its types allow; empty if it has none.</param>
/// <param name="EntryName">The entry's name: the method's, or where that would be the entry of a static overload, the unique one.</param>
/// <param name="IsStatic">False for an instance method.</param>
/// <param name="IsReadOnly">True for an instance method of a struct: the twin must not get at its own copy either.</param>
/// <param name="IsAsync">True if it returns a task.</param>
/// <param name="ReturnType">What the method returns, as code writes it.</param>
/// <param name="ResultType">What it gives in the end, as code writes it; <c>void</c> for nothing.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="TypeParameters">The method's own, by name.</param>
/// <param name="Constraints">Their constraint clauses.</param>
/// <param name="OpenTypes">The type parameters in scope, those of the containing types first: what a frame's function is closed over. Empty for a function that is not generic in any way.</param>
/// <param name="Dispatch">How its calls are dispatched.</param>
/// <param name="Context">Where it stands.</param>
public sealed record MethodSignature(
    string Id,
    string Name,
    string Unique,
    string Accessibility,
    string EntryAccessibility,
    string EntryName,
    bool IsStatic,
    bool IsReadOnly,
    bool IsAsync,
    string ReturnType,
    string ResultType,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<string> TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<string> OpenTypes,
    Dispatch Dispatch,
    TypeContext Context)
{
    /// <summary>The method's type parameters as its own parts and their calls write them: <c>&lt;T, U&gt;</c>, or nothing.</summary>
    public string Generics => TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", TypeParameters)}>";

    /// <summary>The constraint clauses under a declaration, or nothing.</summary>
    public string Clauses => string.Concat(Constraints.Select(static c => "\n    " + c));

    /// <summary>The name as code writes it where it stands alone.</summary>
    public string EscapedName => Identifiers.Escape(Name);
}

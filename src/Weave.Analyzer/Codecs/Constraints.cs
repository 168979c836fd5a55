using Microsoft.CodeAnalysis;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>Constraint clauses of type parameters, as C# text.</summary>
static class Constraints
{
    /// <summary>For example <c>where T : class, global::System.IComparable&lt;T&gt;, new()</c>; empty if there is none.</summary>
    public static string Of(ITypeParameterSymbol parameter)
    {
        var items = new List<string>();
        if (parameter.HasReferenceTypeConstraint)
            items.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasUnmanagedTypeConstraint)
            items.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            items.Add("struct");
        else if (parameter.HasNotNullConstraint)
            items.Add("notnull");
        items.AddRange(parameter.ConstraintTypes.Select(TypeNames.Key));
        if (parameter.HasConstructorConstraint)
            items.Add("new()");
        return items.Count == 0 ? "" : $"where {Identifiers.Escape(parameter.Name)} : {string.Join(", ", items)}";
    }
}

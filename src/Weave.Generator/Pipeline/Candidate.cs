using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Reading;

namespace Weave.Generator.Pipeline;

/// <summary>A method that may be woven, and what is known of it so far.</summary>
/// <param name="symbol">The symbol of the declaration that has the body.</param>
/// <param name="syntax">The declaration that has the body.</param>
/// <param name="semantics">The model of its tree.</param>
/// <param name="mark">What its attributes say.</param>
sealed class Candidate(IMethodSymbol symbol, MethodDeclarationSyntax syntax, SemanticModel semantics, CalleeKind mark)
{
    /// <summary>What calls refer to; of a partial method the defining part.</summary>
    public IMethodSymbol Method { get; } = Twins.Definition(symbol);

    /// <summary>The symbol of the declaration that has the body.</summary>
    public IMethodSymbol Symbol => symbol;

    public MethodDeclarationSyntax Syntax => syntax;

    public SemanticModel Semantics => semantics;

    public CalleeKind Mark => mark;

    /// <summary>True if a loop, an await or a jump back stands in its body: a cut that needs no callee.</summary>
    public bool HasOwnCut { get; set; }

    /// <summary>The definitions of the methods that its body calls, lambdas and local functions apart.</summary>
    public HashSet<IMethodSymbol> Callees { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The last reading; null if there is none that still holds.</summary>
    public ReadResult? Read { get; set; }
}

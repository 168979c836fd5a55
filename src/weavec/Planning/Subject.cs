using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Reading;

namespace Weave.Tool.Planning;

/// <summary>A method, and what the compiler read of it.</summary>
/// <param name="Method">Its symbol.</param>
/// <param name="Syntax">The declaration that has the body.</param>
/// <param name="Semantics">The model of that tree.</param>
/// <param name="Read">What was read.</param>
sealed record Subject(IMethodSymbol Method, MethodDeclarationSyntax Syntax, SemanticModel Semantics, ReadResult Read);

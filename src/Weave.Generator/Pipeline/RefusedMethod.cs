using Microsoft.CodeAnalysis;

namespace Weave.Generator.Pipeline;

/// <summary>A method that stays plain.</summary>
/// <param name="Method">The method.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Reason">The rule's message.</param>
sealed record RefusedMethod(IMethodSymbol Method, string Rule, string Reason);

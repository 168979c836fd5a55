using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Members of extension blocks (C# 14). The compiler keeps the body of each in a static method of the class around it, its implementation: that one is woven, and calls of the member
/// become calls of its twin. Older compilers, like the one this build is made against, have no such API.
/// </summary>
static class ExtensionBlocks
{
    static readonly Func<IMethodSymbol, IMethodSymbol?>? implementation = Getter<IMethodSymbol, IMethodSymbol>("AssociatedExtensionImplementation");
    static readonly Func<INamedTypeSymbol, IParameterSymbol?>? parameter = Getter<INamedTypeSymbol, IParameterSymbol>("ExtensionParameter");

    /// <summary>The static method that has the body of a method of an extension block; any other method is its own.</summary>
    public static IMethodSymbol ImplementationOf(IMethodSymbol method) => implementation?.Invoke(method) ?? method;

    /// <summary>What the block that declares a member extends; null for a member of anything else.</summary>
    public static IParameterSymbol? ReceiverOf(ISymbol? member) => member?.ContainingType is { } type ? parameter?.Invoke(type) : null;

    static Func<TSymbol, TResult?>? Getter<TSymbol, TResult>(string property)
        where TResult : class =>
        typeof(TSymbol).GetProperty(property)?.GetMethod is { } get ? (Func<TSymbol, TResult?>)get.CreateDelegate(typeof(Func<TSymbol, TResult?>)) : null;
}

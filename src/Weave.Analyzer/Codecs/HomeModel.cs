using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>A partial type of the user's source inside which code has to stand, because it names a type that is private there.</summary>
/// <param name="TypeName">The type, as C# text.</param>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Declarations">The declarations to open, outermost first: <c>partial class Orders</c>.</param>
/// <param name="Outer">The home from which this one can be named, if it is itself private.</param>
public sealed record HomeModel(string TypeName, string Namespace, EquatableArray<string> Declarations, HomeModel? Outer);

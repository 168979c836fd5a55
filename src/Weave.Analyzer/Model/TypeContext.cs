using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>Where generated members have to stand so that copied text means what it meant: same usings, same namespace, same type.</summary>
/// <param name="FileUsings">Defines (for conditional methods), extern aliases and usings of the file, as text.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="NamespaceUsings">Usings inside the namespace, as text.</param>
/// <param name="Types">The containing types, outermost first, as declared: <c>partial class Orders</c>.</param>
/// <param name="SelfType">The innermost containing type as code writes it.</param>
/// <param name="OpenType">The same without type arguments, for <c>typeof</c>: <c>global::Shop.Box&lt;&gt;</c>.</param>
/// <param name="IsInterface">True if that is an interface, whose members are public unless they say otherwise.</param>
/// <param name="File">The path of the file that has the method's body, as the compiler knows it.</param>
/// <param name="Home">The type inside which that type can be named, if it cannot be named everywhere.</param>
/// <param name="IsPrivate">True if what registers the method has to be private in the innermost type, because a constraint is.</param>
public sealed record TypeContext(
    EquatableArray<string> FileUsings,
    string Namespace,
    EquatableArray<string> NamespaceUsings,
    EquatableArray<string> Types,
    string SelfType,
    string OpenType,
    bool IsInterface,
    string File,
    HomeModel? Home,
    bool IsPrivate)
{
    /// <summary>The innermost containing type as a contract states it: a struct travels inside the frame, so its layout is part of it.</summary>
    public string SelfSchema => Types[Types.Count - 1].Split(' ').Contains("struct") ? SelfType.Replace("global::", "").Replace("@", "").Replace(", ", ",") : "this";
}

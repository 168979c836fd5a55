using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Weave.State;

/// <summary>Classes of the base library that stand behind a public one, whose codec writes them: nobody can name <c>SmallFrozenDictionary</c>, and everybody has exceptions of their own.</summary>
static class Faces
{
    static readonly HashSet<Type> definitions = [typeof(FrozenDictionary<,>), typeof(FrozenSet<>), typeof(Comparer<>), typeof(EqualityComparer<>)];

    static readonly HashSet<Type> classes = [typeof(Exception), typeof(Random), typeof(Type), typeof(Encoding), typeof(StringComparer), typeof(IPAddress)];

    /// <summary>The class whose codec writes objects of a type that has none of its own, or null.</summary>
    internal static Type? Of(Type type)
    {
        for (var part = type.BaseType; part is not null; part = part.BaseType)
        {
            if (classes.Contains(part) || (part.IsConstructedGenericType && definitions.Contains(part.GetGenericTypeDefinition())))
                return part;
        }

        return null;
    }
}

using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;
using Weave.Analyzer.Support;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>Reads <c>[Migrates]</c> methods.</summary>
static class MigrationReader
{
    /// <summary>The marked methods of a type.</summary>
    public static IEnumerable<Mark> In(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().SelectMany(static method => Mark.On(method, KnownNames.MigratesAttribute));

    /// <summary>Adds what a marked method makes, or why it cannot.</summary>
    /// <param name="mark">The attribute on it.</param>
    /// <param name="owner">The type or function, as contracts name it.</param>
    /// <param name="made">The type of the value that it has to make, as contracts name it; null if there is no such value.</param>
    /// <param name="missing">What to say then.</param>
    /// <param name="to">Where it is added.</param>
    public static void Read(Mark mark, string owner, string? made, string missing, Evolved to)
    {
        var method = (IMethodSymbol)mark.Symbol;
        var home = HomeOf(method, out var problem);
        problem = made is null ? missing
            : Obstacle(method, made) is { } obstacle ? obstacle
            : to.Migrations.Exists(other => other.Owner == owner && other.Member == mark.First) ? $"'{mark.First}' is made by another method already"
            : problem;
        if (problem is not null)
        {
            to.Refusals.Add(mark.Refuse(Rules.BadMigration, problem));
            return;
        }

        var inputs = method.Parameters.Select(static p => new Member(OldName(p), TypeNames.Schema(p.Type)));
        var arguments = method.Parameters.Select(static (p, i) => $"inputs.Get<{TypeNames.Key(p.Type)}>({i.ToString(System.Globalization.CultureInfo.InvariantCulture)})");
        to.Inputs.AddRange(method.Parameters.Select(static p => p.Type));
        to.Migrations.Add(new(
            home, owner, mark.First, TypeNames.Schema(method.ReturnType), TypeNames.Key(method.ReturnType), new(inputs),
            $"{TypeNames.Key(method.ContainingType)}.{Identifiers.Escape(method.Name)}({string.Join(", ", arguments)})"));
    }

    /// <summary>A parameter bears the name of the old value, unless it says another.</summary>
    static string OldName(IParameterSymbol parameter) =>
        Mark.On(parameter, KnownNames.WasNamedAttribute).Select(static mark => mark.First).FirstOrDefault(Mark.IsName) ?? parameter.Name;

    static string? Obstacle(IMethodSymbol method, string made)
    {
        if (!method.IsStatic)
            return "it has to be static: what it makes a value for is not there yet";
        if (method.MethodKind != MethodKind.Ordinary)
            return "it has to be an ordinary method";
        if (method.Arity > 0 || TypeArguments.ParametersOf(method.ContainingType).Any())
            return "it is generic, or its type is";
        if (method.Parameters.Length == 0)
            return "it takes no old value";
        if (method.Parameters.Any(static p => p.RefKind != RefKind.None || p.IsParams))
            return "it takes an old value by reference";
        if (method.IsAsync || TaskTypes.IsTask(method.ReturnType))
            return "it gives a task: a checkpoint that is read waits for nothing";
        var schema = TypeNames.Schema(method.ReturnType);
        return schema == made ? null : $"it makes a value of type '{schema}', and '{made}' is wanted";
    }

    /// <summary>Where code can stand that calls it.</summary>
    static HomeModel? HomeOf(IMethodSymbol method, out string? problem)
    {
        if (method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
            return HomeFinder.Find([method.ContainingType, method.ReturnType, .. method.Parameters.Select(static p => p.Type)], out problem);
        return HomeFinder.Inside(method.ContainingType, out problem);
    }
}

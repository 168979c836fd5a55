using Weave.Fuzz.Generation.Expressions;
using Weave.Fuzz.Generation.Statements;

namespace Weave.Fuzz.Generation;

/// <summary>Writes a method with a body.</summary>
static class MethodText
{
    /// <param name="program">The program.</param>
    /// <param name="method">The method.</param>
    /// <param name="text">Where it is written.</param>
    /// <param name="modifier"><c>virtual</c> or <c>override</c>, for a method of a shape.</param>
    /// <param name="marked">False for an override that nobody marked.</param>
    /// <param name="hasBase">True if what it overrides has a body.</param>
    public static void Write(ProgramPlan program, MethodPlan method, SourceText text, string modifier = "", bool hasBase = false, bool marked = true)
    {
        var dice = program.Dice;
        program.Budget = dice.Between(4, 14);
        var place = new Place(program, method, Scope(method));
        if (marked)
            Mark(method, text);
        text.Open(Header(method, modifier));
        if (method.Recursive)
        {
            Recursion.Write(place, text);
            text.Close().Line();
            return;
        }
        if (method.Name != "Main")
            text.Line($"if (!Program.Burn()) {(method.Result is { } result ? $"return {Constant.Of(result, dice)};" : "return;")}");
        if (hasBase && dice.Chance(60))
            CallBase(place, text);
        Block.Fill(place, text, dice.Between(3, 7));
        if (method.Result is { } type)
        {
            foreach (var variable in place.Scope.All.Where(static v => v.Type.Element is null && !v.Type.Name.Contains('<', StringComparison.Ordinal)).Take(4))
                text.Line($"Log.Add($\"{variable.Name} {{{variable.Name}}}\");");
            text.Line($"return {Expression.Of(type, place, 2)};");
        }
        text.Close().Line();
    }

    /// <summary>The method without a body: in an interface, or abstract.</summary>
    public static void Declare(MethodPlan method, SourceText text, string modifier)
    {
        Mark(method, text);
        text.Line($"{Header(method, modifier).Replace(" async ", " ", StringComparison.Ordinal)};").Line();
    }

    static void Mark(MethodPlan method, SourceText text)
    {
        if (method.Name == "Main")
            text.Line("[Fragment, Cases(nameof(Calls))]");
        else if (method.Fragment)
            text.Line("[Fragment]");
    }

    static Scope Scope(MethodPlan method)
    {
        var scope = new Scope(null);
        foreach (var (type, name) in method.Parameters)
            scope.Add(new(name, type, Writable: !method.Recursive || name != "p0"));
        IReadOnlyList<Variable> members = method.Home switch
        {
            Home.Machine or Home.Shape => [new("State", Ty.Int, true), new("Root", Ty.Node, true), new("Seen", Ty.List, true)],
            Home.Gauge => [new("Level", Ty.Int, false), new("Marks", Ty.List, false)],
            Home.Box => [new("Item", Ty.T, true), new("Items", Ty.Ts, true)],
            Home.Program => [new("total", Ty.Int, true)],
            _ => [],
        };
        foreach (var member in members)
            scope.Add(member);
        return scope;
    }

    static void CallBase(Place at, SourceText text)
    {
        var call = $"{(at.Method.Async ? "await " : "")}base.{at.Method.Name}({string.Join(", ", at.Method.Parameters.Select(static p => p.Name))})";
        text.Line(at.Method.Result is { } result ? $"{result} {at.Declare(result)} = {call};" : $"{call};");
    }

    static string Header(MethodPlan method, string modifier)
    {
        var result = method.Result?.Name ?? "void";
        if (method.Async)
            result = $"async {(method.ValueTask ? "ValueTask" : "Task")}{(method.Result is null ? "" : $"<{result}>")}";
        var parameters = string.Join(", ", method.Parameters.Select((p, i) => $"{(i == 0 && method.Home == Home.Extensions ? "this " : "")}{p.Type} {p.Name}"));
        var constraint = method.Constraint.Length > 0 ? $" where T : {method.Constraint}" : "";
        var kind = method.Instance ? modifier : "static";
        return $"public {kind}{(kind.Length > 0 ? " " : "")}{result} {method.Name}{(method.Generic ? "<T>" : "")}({parameters}){constraint}";
    }
}

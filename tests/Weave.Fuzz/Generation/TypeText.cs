namespace Weave.Fuzz.Generation;

/// <summary>Writes the types that methods belong to.</summary>
static class TypeText
{
    public static void Write(ProgramPlan program, SourceText text)
    {
        text.Line().Open("public sealed partial class Machine");
        State(text);
        Methods(program, Home.Machine, text);
        text.Line("public override string ToString() => $\"[{State} {Root} {string.Join(\",\", Seen)}]\";");
        text.Close();
        if (program.Of(Home.Shape).Count > 0)
            Shapes(program, text);
        if (program.Of(Home.Gauge).Count > 0)
            Gauge(program, text);
        if (program.Of(Home.Extensions).Count > 0)
        {
            text.Line().Open("public static partial class Extensions");
            Methods(program, Home.Extensions, text);
            text.Close();
        }
        if (program.Of(Home.Box).Count > 0)
        {
            text.Line().Open("public partial class Box<T>");
            text.Line("public T Item = default!;").Line("public List<T> Items = [];").Line();
            Methods(program, Home.Box, text);
            text.Line("public override string ToString() => $\"box {Item} {Items.Count}\";");
            text.Close();
        }
    }

    static void Methods(ProgramPlan program, Home home, SourceText text)
    {
        foreach (var method in program.Of(home))
            MethodText.Write(program, method, text);
    }

    static void State(SourceText text) => text.Line("public int State = 3;").Line("public Node Root = new();").Line("public List<int> Seen = [1, 2];").Line();

    /// <summary>An interface, an abstract class, one that derives from it and one that derives from that: each overrides, or leaves what it inherits.</summary>
    static void Shapes(ProgramPlan program, SourceText text)
    {
        var methods = program.Of(Home.Shape);
        text.Line().Open("public partial interface IShape");
        foreach (var method in methods.Where(static m => m.InInterface))
            MethodText.Declare(method, text, "");
        text.Close().Line();
        text.Open("public abstract partial class Shape : IShape");
        State(text);
        foreach (var method in methods)
        {
            if (method.Abstract)
                MethodText.Declare(method, text, "abstract");
            else
                MethodText.Write(program, method, text, "virtual");
        }
        text.Line("public override string ToString() => $\"[{GetType().Name} {State} {Root}]\";");
        text.Close().Line();
        text.Open("public partial class Square : Shape");
        foreach (var method in methods.Where(m => m.Abstract || program.Dice.Chance(60)))
            MethodText.Write(program, method, text, "override", hasBase: !method.Abstract);
        text.Close().Line();
        text.Open("public sealed partial class Cube : Square");
        text.Line("public int Depth = 2;").Line();
        foreach (var method in methods.Where(_ => program.Dice.Chance(50)))
            MethodText.Write(program, method, text, program.Dice.Pick("override", "sealed override"), hasBase: true, marked: !program.Is("unmarked-override"));
        text.Close();
    }

    static void Gauge(ProgramPlan program, SourceText text)
    {
        text.Line().Open("public readonly partial struct Gauge(int level, List<int> marks)");
        text.Line("public readonly int Level = level;").Line("public readonly List<int> Marks = marks;").Line();
        Methods(program, Home.Gauge, text);
        text.Line("public override string ToString() => $\"gauge {Level}\";");
        text.Close();
    }
}

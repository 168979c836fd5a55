using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>Changes of collections and graphs.</summary>
sealed class Mutations : StatementMaker
{
    public override string Feature => "mutate";

    public override void Write(Place at, SourceText text)
    {
        if (at.AnyOf(static v => v.Type.IsShared) is not { } variable)
            return;
        var name = variable.Name;
        string Number() => Expression.Of(Ty.Int, at, 2);
        text.Line(variable.Type.Name switch
        {
            "int[]" => $"{name}[{Expression.Index($"{name}.Length", at, 2)}] = {Number()};",
            // Not [^1]: the C# compiler itself loses the array when an await follows such a place in an async method.
            "Pair[]" => at.Dice.Pick($"{name}[0].Grow({Number()});", $"{name}[{name}.Length - 1].A = {Number()};"),
            "List<int>" => at.Dice.Pick($"{name}.Add({Number()});", $"{name}.Insert(0, {Number()});", $"if ({name}.Count > 2) {name}.RemoveAt(0);", $"{name}.Reverse();"),
            "List<Node>" => at.Dice.Pick($"{name}.Add({Expression.Of(Ty.Node, at, 2)});", $"{name}[0].Value += {Number()};"),
            "Dictionary<int, int>" => at.Dice.Pick($"{name}[{Number()}] = {Number()};", $"{name}.Remove({Number()});", $"{name}.TryAdd({Number()}, {Number()});"),
            "SortedDictionary<string, int>" => $"{name}[{Expression.Of(Ty.Text, at, 2)}] = {Number()};",
            "int[][]" => $"{name}[{Expression.Index($"{name}.Length", at, 2)}] {at.Dice.Pick("=", "??=")} {Expression.Of(Ty.Array, at, 2)};",
            "List<T>" => at.Dice.Pick($"{name}.Add({Expression.Of(Ty.T, at, 2)});", $"{name}.Reverse();"),
            "HashSet<int>" => at.Dice.Pick($"{name}.Add({Number()});", $"{name}.Remove({Number()});"),
            "Queue<int>" => at.Dice.Pick($"{name}.Enqueue({Number()});", $"if ({name}.TryDequeue(out var {Out(at, out var taken)})) Log.Add({taken});"),
            "Stack<int>" => at.Dice.Pick($"{name}.Push({Number()});", $"if ({name}.TryPop(out var {Out(at, out var popped)})) Log.Add({popped});"),
            "LinkedList<int>" => at.Dice.Pick($"{name}.AddFirst({Number()});", $"{name}.AddLast({Number()});"),
            "PriorityQueue<int, int>" => at.Dice.Pick($"{name}.Enqueue({Number()}, {Number()});", $"if ({name}.TryDequeue(out var {Out(at, out var first)}, out _)) Log.Add({first});"),
            "Node" => at.Dice.Pick($"{name}.Next = {Expression.Of(Ty.Node, at, 2)};", $"{name}.Items.Add({Number()});", $"{name}.Value ^= {Number()};"),
            _ => ";",
        });
    }

    static string Out(Place at, out string name) => name = at.Method.Fresh("v");
}

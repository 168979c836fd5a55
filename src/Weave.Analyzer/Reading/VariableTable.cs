using Microsoft.CodeAnalysis;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>The variables of one function while it is read: names in scope resolve to indices, and C# forbids that a nested scope hides one.</summary>
sealed class VariableTable
{
    readonly List<Variable> variables = [];
    readonly List<ITypeSymbol?> types = [];
    readonly Stack<Dictionary<string, int>> scopes = new();
    readonly Stack<List<int>> declared = new();

    /// <summary>Field names given so far; members that a frame has anyway, and parameters of its methods, count as given.</summary>
    readonly Dictionary<string, int> fields = new(StringComparer.Ordinal)
    {
        ["self"] = 1,
        ["Info"] = 1,
        ["Cut"] = 1,
        ["Function"] = 1,
        ["Resume"] = 1,
        ["Write"] = 1,
        ["Read"] = 1,
        ["Equals"] = 1,
        ["GetType"] = 1,
        ["GetHashCode"] = 1,
        ["ToString"] = 1,
        ["MemberwiseClone"] = 1,
        ["Finalize"] = 1,
        ["ctx"] = 1,
        ["writer"] = 1,
        ["reader"] = 1,
        ["Retries"] = 1,
        ["RetryDelay"] = 1,
        ["ExecuteAsync"] = 1,
        ["AttemptAsync"] = 1,
    };


    public IReadOnlyList<Variable> All => variables;

    /// <summary>The type of each variable, by index; null for the ones that are never in a contract by type.</summary>
    public IReadOnlyList<ITypeSymbol?> Types => types;

    public void Enter()
    {
        scopes.Push(new(StringComparer.Ordinal));
        declared.Push([]);
    }

    /// <summary>Leaves the innermost scope and returns what it declared.</summary>
    public List<int> Leave()
    {
        scopes.Pop();
        return declared.Pop();
    }

    public int Declare(string name, ITypeSymbol? type, string typeText, string schemaText, VariableKind kind, string? cursor = null)
    {
        var field = name;
        var bare = name.TrimStart('@');
        // A primed name would hide a frame's own member, or another variable of the same name in a sibling scope.
        if (fields.TryGetValue(bare, out var count))
            field = bare + "_" + (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        fields[bare] = count + 1;
        variables.Add(new Variable(name, field, typeText, schemaText, kind, null, cursor));
        types.Add(type);
        var index = variables.Count - 1;
        scopes.Peek()[bare] = index;
        declared.Peek().Add(index);
        return index;
    }

    /// <summary>Declares a local whose type has no name: it cannot be declared ahead, nor saved.</summary>
    public int DeclareUnnameable(string name, VariableKind kind)
    {
        var index = Declare(name, null, "var", "var", kind);
        Pin(index, "its type is anonymous, and has no name in another method");
        return index;
    }

    /// <summary>Says that a variable is declared with a value.</summary>
    public void Default(int index) => variables[index] = variables[index] with { IsDefaulted = true };

    /// <summary>The index of the variable that <paramref name="name"/> means here, or null when it is none of ours.</summary>
    public int? Resolve(string name)
    {
        foreach (var scope in scopes)
        {
            if (scope.TryGetValue(name, out var index))
                return index;
        }
        return null;
    }

    public void Pin(int index, string path) => variables[index] = variables[index] with { Pinned = path };
}

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

    /// <summary>Members that a frame has anyway, and parameters of its methods.</summary>
    static readonly string[] frameMembers =
    [
        "self", "Info", "Cut", "Function", "Resume", "Write", "Read", "Equals", "GetType", "GetHashCode", "ToString", "MemberwiseClone", "Finalize", "ctx", "writer", "reader",
        "Retries", "RetryDelay", "ExecuteAsync", "AttemptAsync",
    ];

    /// <summary>Field names given so far, with what a frame has anyway.</summary>
    readonly Dictionary<string, int> fields = frameMembers.ToDictionary(static name => name, static _ => 1, StringComparer.Ordinal);

    /// <summary>True for a name that means something inside a frame class.</summary>
    public static bool IsFrameMember(string name) => frameMembers.Contains(name);

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

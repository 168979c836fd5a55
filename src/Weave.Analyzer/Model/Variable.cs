namespace Weave.Analyzer.Model;

/// <summary>A variable of a fragment function. Its index in <see cref="FunctionModel.Variables"/> is its identity.</summary>
/// <param name="Name">Its name in the code.</param>
/// <param name="Field">Its name in the frame: the same, or with a number when another variable has that name.</param>
/// <param name="Type">Its type as generated code writes it.</param>
/// <param name="SchemaType">Its type as a contract states it.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Pinned">Why it cannot leave the process (the path to the offending field), or null.</param>
/// <param name="Cursor">The class of the cursor that a frame holds for an enumerator; null for any other variable.</param>
public sealed record Variable(string Name, string Field, string Type, string SchemaType, VariableKind Kind, string? Pinned, string? Cursor = null)
{
    /// <summary>What the frame's field is.</summary>
    public string FieldType => Cursor ?? PassedType;

    /// <summary>Its type where it is handed on: what is handed a dynamic value would be bound at run time.</summary>
    public string PassedType => IsDynamic ? "object" : Type;

    /// <summary>The expression that hands it on.</summary>
    public string Passed => IsDynamic ? $"(object){Name}" : Name;

    bool IsDynamic => Type is "dynamic" or "dynamic?";

    /// <summary>The expression that the frame's field is given.</summary>
    public string Save => Cursor is null ? Name : IsOpen ? $"{Cursor}.Of({Name})" : $"new({Name})";

    /// <summary>What follows the field where the variable is taken from a frame.</summary>
    /// <param name="always">False if the frame may come from a cut that did not save it.</param>
    public string Resume(bool always) => Cursor is null ? "" : (always ? "." : "?.") + (IsOpen ? $"Resume<{Type}>()" : always ? "Resume()" : "Resume() ?? default");

    /// <summary>True for an enumerator behind an interface: what it is, and whether it can be saved, shows at run time.</summary>
    public bool IsOpen => Cursor == KnownNames.Cursors + ".Cursor";

    /// <summary>True if it is declared with a value, because C# cannot see in the pieces of an expression that it is assigned.</summary>
    public bool IsDefaulted { get; init; }

    /// <summary>False if its type is anonymous: such a variable is declared where the source declares it, in every body.</summary>
    public bool HasTypeName => Type != "var";
}

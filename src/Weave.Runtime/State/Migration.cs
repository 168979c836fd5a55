using System.ComponentModel;
using Weave.Modules;

namespace Weave.State;

/// <summary>A <c>[Migrates]</c> method, as generated code registers it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Migration
{
    private protected Migration(string owner, string member)
    {
        Owner = owner;
        Member = member;
    }

    /// <summary>The type, or the function's id.</summary>
    public string Owner { get; }

    /// <summary>The member or variable whose value it makes.</summary>
    public string Member { get; }

    /// <summary>The scope of its code.</summary>
    internal abstract CodeScope Scope { get; }

    /// <summary>Writes the value that it makes of old ones.</summary>
    internal abstract void Write(StateWriter writer, MigrationInputs inputs);
}

using System.ComponentModel;
using Weave.Modules;

namespace Weave.State;

/// <summary>A <c>[Migrates]</c> method whose value is a <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="owner">The type, or the function's id, as the contracts name it.</param>
/// <param name="member">The member or variable.</param>
/// <param name="make">Calls the method with the old values, by position.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Migration<T>(string owner, string member, Func<MigrationInputs, T> make) : Migration(owner, member)
{
    internal override CodeScope Scope => CodeScope.Of(make);

    internal override void Write(StateWriter writer, MigrationInputs inputs) => writer.Put(make(inputs));
}

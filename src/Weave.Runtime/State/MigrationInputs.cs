using System.ComponentModel;

namespace Weave.State;

/// <summary>The old values that a migration wants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MigrationInputs
{
    readonly StateReader reader;
    readonly ReadOnlySpan<(int Start, int Length)> places;
    readonly byte[] body;

    internal MigrationInputs(StateReader reader, byte[] body, ReadOnlySpan<(int Start, int Length)> places)
    {
        this.reader = reader;
        this.body = body;
        this.places = places;
    }

    /// <summary>The value of the input at a position of the migration's list.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="index">The position.</param>
    public T Get<T>(int index)
    {
        reader.MoveTo(body, places[index].Start, places[index].Length);
        var value = reader.Get<T>();
        reader.ExpectEnd("an old value");
        return value;
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.Evolution;

namespace Weave.State;

/// <summary>The old values that a migration wants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MigrationInputs
{
    readonly StateReader reader;
    readonly ReadOnlySpan<(int Start, int Length)> places;
    readonly byte[] body;
    readonly bool whole;
    readonly LayoutChange change;

    internal MigrationInputs(StateReader reader, byte[] body, ReadOnlySpan<(int Start, int Length)> places, bool whole, LayoutChange change)
    {
        this.reader = reader;
        this.body = body;
        this.places = places;
        this.whole = whole;
        this.change = change;
    }

    /// <summary>The value of the input at a position of the migration's list.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="index">The position.</param>
    public T Get<T>(int index)
    {
        if (!whole && RuntimeHelpers.IsReferenceOrContainsReferences<T>() && typeof(T) != typeof(string))
            throw new ContractMismatchException(change.Owner, "a migration inside a struct can take numbers, dates and texts alone: objects are not whole yet when it is called.");
        reader.MoveTo(body, places[index].Start, places[index].Length);
        var value = reader.Get<T>();
        reader.ExpectEnd("an old value");

        // What is filled may stand in another envelope.
        var from = reader.From;
        reader.Heap.FillAll(reader);
        reader.From = from;
        return value;
    }
}

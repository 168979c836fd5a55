using System.Collections;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="ArrayList"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArrayListCursor : IndexCursor<IEnumerator, ArrayList>
{
    /// <summary>For loading.</summary>
    public ArrayListCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public ArrayListCursor(IEnumerator enumerator)
        : base(enumerator)
    {
    }

    /// <summary>An enumerator of the kind.</summary>
    internal static IEnumerator Example => new ArrayList().GetEnumerator();

    private protected override ArrayList? Over(ref IEnumerator enumerator) => enumerator is null ? null : Fields.Collection(enumerator);

    private protected override IEnumerator Begin(ArrayList collection) => collection.GetEnumerator();

    private protected override bool IsPlace(ArrayList collection, int place) => place >= -1 && place < collection.Count;

    private protected override ref int Index(ref IEnumerator enumerator) => ref Fields.Index(enumerator);

    private protected override ref int Version(ref IEnumerator enumerator) => ref Fields.Version(enumerator);

    private protected override int Version(ArrayList collection) => Fields.Count(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_list")]
        public static extern ref ArrayList Collection([UnsafeAccessorType("System.Collections.ArrayList+ArrayListEnumeratorSimple, System.Private.CoreLib")] object enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index([UnsafeAccessorType("System.Collections.ArrayList+ArrayListEnumeratorSimple, System.Private.CoreLib")] object enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version([UnsafeAccessorType("System.Collections.ArrayList+ArrayListEnumeratorSimple, System.Private.CoreLib")] object enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Count(ArrayList collection);
    }
}

using System.Collections;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="BitArray"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BitArrayCursor : IndexCursor<IEnumerator, BitArray>
{
    /// <summary>For loading.</summary>
    public BitArrayCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public BitArrayCursor(IEnumerator enumerator)
        : base(enumerator)
    {
    }

    /// <summary>An enumerator of the kind.</summary>
    internal static IEnumerator Example => new BitArray(1).GetEnumerator();

    private protected override BitArray? Over(ref IEnumerator enumerator) => enumerator is null ? null : Fields.Collection(enumerator);

    private protected override IEnumerator Begin(BitArray collection) => collection.GetEnumerator();

    private protected override bool IsPlace(BitArray collection, int place) => place >= -1 && place < collection.Count;

    private protected override ref int Index(ref IEnumerator enumerator) => ref Fields.Index(enumerator);

    private protected override ref int Version(ref IEnumerator enumerator) => ref Fields.Version(enumerator);

    private protected override int Version(BitArray collection) => Fields.Count(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bitArray")]
        public static extern ref BitArray Collection([UnsafeAccessorType("System.Collections.BitArray+BitArrayEnumeratorSimple, System.Private.CoreLib")] object enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index([UnsafeAccessorType("System.Collections.BitArray+BitArrayEnumeratorSimple, System.Private.CoreLib")] object enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version([UnsafeAccessorType("System.Collections.BitArray+BitArrayEnumeratorSimple, System.Private.CoreLib")] object enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Count(BitArray collection);
    }
}

using System.ComponentModel;

namespace Weave.State;

/// <summary>How values of one type travel: the untyped face.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec
{
    static int created;

    private protected Codec()
    {
    }

    /// <summary>The type this codec writes and reads.</summary>
    public abstract Type Type { get; }

    /// <summary>Canonical text of the type and its layout, for example <c>Shop.Order{Id:int;Lines:List&lt;Shop.Line&gt;}</c>. Two codecs read each other's bytes only if the texts are equal.</summary>
    public abstract string Schema { get; }

    /// <summary>A small number that is this codec's own in this process.</summary>
    internal int Ordinal { get; } = Interlocked.Increment(ref created) - 1;

    /// <summary>True once an object of this type came with fields that this code does not know.</summary>
    internal bool HasKept { get; set; }

    internal abstract bool IsImmutable { get; }

    internal abstract bool IsLate { get; }

    /// <summary>The enumerators of a collection that can be saved with it.</summary>
    internal virtual IEnumerable<Cursors.CursorKind> Enumerators => [];

    /// <summary>Makes this the codec that <see cref="CodecOf{T}"/> finds.</summary>
    internal abstract void Attach();

    /// <summary>Writes the default of the type, as a value: nil for objects.</summary>
    internal abstract void WriteDefault(StateWriter writer);

    /// <summary>True if objects are nothing but a run of bytes that <see cref="RunOf"/> gives, with their number in front.</summary>
    internal virtual bool IsRun => false;

    /// <summary>The bytes of an object that <see cref="IsRun"/>, in place.</summary>
    internal virtual Span<byte> RunOf(object value) => default;

    /// <summary>Writes the body of the record of an object (or of a boxed value).</summary>
    internal abstract void WriteRecord(StateWriter writer, object value);

    internal abstract object AllocateRecord(StateReader reader);

    internal abstract void FillRecord(StateReader reader, object value);
}

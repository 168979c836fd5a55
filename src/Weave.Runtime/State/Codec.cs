using System.ComponentModel;

namespace Weave.State;

/// <summary>How values of one type travel: the untyped face.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec
{
    /// <summary>The type this codec writes and reads.</summary>
    public abstract Type Type { get; }

    /// <summary>Canonical text of the type and its layout, for example <c>Shop.Order{Id:int;Lines:List&lt;Shop.Line&gt;}</c>. Two codecs read each other's bytes only if the texts are equal.</summary>
    public abstract string Schema { get; }
}

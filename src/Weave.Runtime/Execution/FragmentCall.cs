using System.ComponentModel;

namespace Weave.Execution;

/// <summary>A call of a fragment function that has not been made yet: what <c>Orders.Fragments.Fulfil(order)</c> returns and a hub starts.</summary>
/// <typeparam name="TResult">The result of the function; <see cref="Unit"/> for none.</typeparam>
public sealed class FragmentCall<TResult>
{
    /// <param name="frame">The frame at the entry cut, holding the arguments.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public FragmentCall(Frame frame) => Frame = frame;

    /// <summary>The frame at the entry cut, holding the arguments.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Frame Frame { get; }
}

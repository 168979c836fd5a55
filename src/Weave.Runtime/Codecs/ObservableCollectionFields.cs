using System.Collections.ObjectModel;
using System.ComponentModel;
using Weave.State;

namespace Weave.Codecs;

/// <summary>What <see cref="ObservableCollection{T}"/> holds beside its base class where a class of the user's source derives from it: observers, which cannot travel.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ObservableCollectionFields<T>
{
    /// <summary>Sees that nobody observes the object.</summary>
    /// <param name="writer">Receives nothing.</param>
    /// <param name="value">The object.</param>
    public static void Write(StateWriter writer, ObservableCollection<T> value) => ObservableCollectionCodec<T>.RefuseObservers(value);

    /// <summary>Reads nothing.</summary>
    /// <param name="reader">Gives nothing.</param>
    /// <param name="value">The object.</param>
    public static void Read(StateReader reader, ObservableCollection<T> value)
    {
    }
}

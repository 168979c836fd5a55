using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="ObservableCollection{T}"/> that nobody observes: an observer is a delegate, which cannot travel.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ObservableCollectionCodec<T> : ObjectCodec<ObservableCollection<T>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(ObservableCollection<T>));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, ObservableCollection<T> value)
    {
        RefuseObservers(value);
        writer.PutObject(Inner(value));
    }

    /// <inheritdoc/>
    public override ObservableCollection<T> Allocate(StateReader reader) => new();

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, ObservableCollection<T> value) =>
        Inner(value) = reader.Get<List<T>>() ?? throw reader.Corrupt("a collection is wrapped around nothing");

    internal static void RefuseObservers(ObservableCollection<T> value)
    {
        if (ItemsChanged(value) is not null || PropertyChanged(value) is not null)
            throw new NoCodecException(value.GetType(), "a collection with observers");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "items")]
    static extern ref IList<T> Inner(Collection<T> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "CollectionChanged")]
    static extern ref NotifyCollectionChangedEventHandler? ItemsChanged(ObservableCollection<T> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "PropertyChanged")]
    static extern ref PropertyChangedEventHandler? PropertyChanged(ObservableCollection<T> value);
}

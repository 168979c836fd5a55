using Weave.State;

namespace Weave.Codecs;

/// <summary>Keys, then values: a loader sees which objects have to be whole before the collection is filled.</summary>
static class KeysFirst
{
    internal static void Write<TKey, TValue>(StateWriter writer, IReadOnlyCollection<KeyValuePair<TKey, TValue>> pairs)
    {
        writer.PutUInt64((uint)pairs.Count);
        foreach (var (key, _) in pairs)
            writer.Put(key);
        writer.PutKeysEnd();
        foreach (var (_, value) in pairs)
            writer.Put(value);
    }

    internal static void Read<TKey, TValue>(StateReader reader, IDictionary<TKey, TValue> into)
    {
        var keys = new TKey[reader.GetCount()];
        Elements.ReadEach(reader, keys);
        reader.ExpectMarker(ItemWalker.KeysEnd);
        foreach (var key in keys)
            into.Add(key, reader.Get<TValue>());
    }
}

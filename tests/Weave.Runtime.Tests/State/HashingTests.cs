using Weave.Codecs;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class HashingTests
{
    public HashingTests()
    {
        CodecRegistry.Add(new DictionaryCodec<int, string>());
        CodecRegistry.Add(new DictionaryCodec<string, int>());
        CodecRegistry.Add(new DictionaryCodec<Point, int>());
        CodecRegistry.Add(new DictionaryCodec<BagKey, string>());
        CodecRegistry.Add(new DictionaryCodec<object, object?>());
        CodecRegistry.Add(new DictionaryCodec<(int, string?), Money>());
        CodecRegistry.Add(new ValueTupleCodec<int, string?>());
        CodecRegistry.Add(new HashSetCodec<int>());
        CodecRegistry.Add(new HashSetCodec<Point>());
        CodecRegistry.Add(new HashSetCodec<HashSet<int>>());
    }

    [Fact]
    public void A_dictionary_enumerates_like_the_original_now_and_after_more_changes()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var original = new Dictionary<int, string>();
            Change(random, original);
            var copy = Copy(original);
            Same(original, copy);
            var seed = random.Next();
            Change(new Random(seed), original);
            Change(new Random(seed), copy);
            Same(original, copy);
            Same(original, Copy(copy));
        }
    }

    [Fact]
    public void Dictionaries_with_keys_that_hash_late_keep_their_slots_too()
    {
        var random = new Random(2);
        for (var round = 0; round < 200; round++)
        {
            var original = new Dictionary<(int, string?), Money>();
            Fill(random, original, n => (n, "k" + n), n => new Money { Amount = n });
            var copy = Copy(original);
            Same(original, copy);
            var seed = random.Next();
            Fill(new Random(seed), original, n => (n, "k" + n), n => new Money { Amount = n });
            Fill(new Random(seed), copy, n => (n, "k" + n), n => new Money { Amount = n });
            Same(original, copy);
        }
    }

    [Fact]
    public void A_set_enumerates_like_the_original_now_and_after_more_changes()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var original = new HashSet<int>();
            Change(random, original);
            var copy = Copy(original);
            Same(original, copy);
            var seed = random.Next();
            Change(new Random(seed), original);
            Change(new Random(seed), copy);
            Same(original, copy);
        }
    }

    [Fact]
    public void Emptied_collections_keep_their_free_slots()
    {
        var original = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2, ["c"] = 3 };
        foreach (var key in new[] { "b", "a", "c" })
            original.Remove(key);
        var copy = Copy(original);
        foreach (var dictionary in new[] { original, copy })
        {
            foreach (var key in new[] { "x", "y", "z", "w" })
                dictionary.Add(key, 0);
        }

        Same(original.Keys, copy.Keys);
        Assert.Equal(["y", "z", "x", "w"], original.Keys);
    }

    [Fact]
    public void Known_comparers_come_back()
    {
        foreach (var comparer in new[] { null, StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase })
        {
            var copy = Copy(new Dictionary<string, int>(comparer) { ["Key"] = 1 });
            Assert.Equal(comparer ?? (object)EqualityComparer<string>.Default, copy.Comparer);
            Assert.Equal(comparer?.Equals("Key", "KEY") ?? false, copy.ContainsKey("KEY"));
            Assert.Equal(comparer ?? (object)EqualityComparer<string>.Default, Copy(new HashSet<string>(comparer)).Comparer);
        }

        var key = new object();
        var byReference = Copy(new Dictionary<object, object?>(ReferenceEqualityComparer.Instance) { [key] = key, ["text that is a key by reference"] = 1 });
        Assert.Same(ReferenceEqualityComparer.Instance, byReference.Comparer);
        Assert.Same(byReference.Keys.First(), byReference[byReference.Keys.First()]);
    }

    [Fact]
    public void An_unknown_comparer_is_refused()
    {
        var odd = EqualityComparer<string>.Create((a, b) => true, _ => 0);
        Assert.Contains("comparer", Assert.Throws<NoCodecException>(() => Copy(new Dictionary<string, int>(odd))).Message, StringComparison.Ordinal);
        Assert.Throws<NoCodecException>(() => Copy(new HashSet<string>(odd)));
    }

    [Fact]
    public void Record_keys_are_whole_before_they_are_hashed()
    {
        var copy = Copy(new Dictionary<Point, int> { [new(1, 2)] = 3, [new(4, 5)] = 6 });
        Assert.Equal(3, copy[new(1, 2)]);
        Assert.Equal(6, copy[new(4, 5)]);
        Assert.Contains(new Point(7, 8), Copy(new HashSet<Point> { new(7, 8) }));
    }

    [Fact]
    public void Keys_that_hash_other_dictionaries_are_filled_after_them()
    {
        // Levels of dictionaries whose keys hold dictionaries, in both orders of discovery.
        for (var shape = 0; shape < 4; shape++)
        {
            var small = new BagKey { Name = "small", Parts = { [new(1, 1)] = 1 } };
            var large = new BagKey { Name = "large", Parts = { [new(2, 2)] = 2, [new(3, 3)] = 3 } };
            var bags = new Dictionary<BagKey, string> { [small] = "s", [large] = "l" };
            object?[] root = shape switch
            {
                0 => [bags, small, large],
                1 => [small.Parts, large, bags],
                2 => [large, bags],
                _ => [bags],
            };
            var copy = Copy(root).OfType<Dictionary<BagKey, string>>().Single();
            Assert.Equal("s", copy[small]);
            Assert.Equal("l", copy[large]);
            Assert.Equal(["s", "l"], copy.Values);
        }
    }

    [Fact]
    public void Values_may_hold_dictionaries_that_are_needed_elsewhere()
    {
        var inner = new BagKey { Name = "inner", Parts = { [new(1, 1)] = 1 } };
        var middle = new Dictionary<object, object?> { [inner] = new BagKey { Name = "value", Parts = { [new(9, 9)] = 9 } } };
        var outer = new Dictionary<object, object?> { [new BagKey { Name = "k", Owner = middle, Parts = { [new(2, 2)] = 2 } }] = middle };
        var copy = Copy(outer);
        var key = (BagKey)copy.Keys.Single();
        Assert.True(copy.ContainsKey(new BagKey { Name = "k", Parts = { [new(2, 2)] = 2 } }));
        Assert.Same(key.Owner, copy[key]);
        Assert.True(((Dictionary<object, object?>)key.Owner!).ContainsKey(new BagKey { Name = "inner", Parts = { [new(1, 1)] = 1 } }));
    }

    [Fact]
    public void A_cycle_through_a_dictionary_survives()
    {
        var bags = new Dictionary<BagKey, string>();
        bags.Add(new BagKey { Name = "self", Owner = bags, Parts = { [new(1, 1)] = 1 } }, "v");
        var copy = Copy(bags);
        Assert.Same(copy, copy.Keys.Single().Owner);
        Assert.Equal("v", copy[copy.Keys.Single()]);
    }

    [Fact]
    public void Sets_of_sets()
    {
        var inner = new HashSet<int> { 1 };
        var copy = Copy(new HashSet<HashSet<int>> { inner, new() { 2 } });
        Assert.Equal([1, 2], copy.SelectMany(set => set));
        Assert.Contains(copy.First(), copy);
    }

    static void Same<T>(IEnumerable<T> original, IEnumerable<T> copy) => Assert.Equal(original.ToList(), copy.ToList());

    static void Change(Random random, Dictionary<int, string> dictionary) => Fill(random, dictionary, n => n, n => "v" + n);

    static void Fill<TKey, TValue>(Random random, Dictionary<TKey, TValue> dictionary, Func<int, TKey> key, Func<int, TValue> value)
        where TKey : notnull
    {
        var range = random.Next(1, 60);
        for (var i = random.Next(100); i > 0; i--)
        {
            var number = random.Next(range);
            switch (random.Next(20))
            {
                case < 10:
                    dictionary[key(number)] = value(number);
                    break;
                case 10 when random.Next(8) == 0:
                    dictionary.Clear();
                    break;
                case 11 when random.Next(8) == 0:
                    dictionary.TrimExcess();
                    break;
                default:
                    dictionary.Remove(key(number));
                    break;
            }
        }
    }

    static void Change(Random random, HashSet<int> set)
    {
        for (var i = random.Next(100); i > 0; i--)
        {
            if (random.Next(30) == 0)
                set.TrimExcess();
            else if (random.Next(2) == 0)
                set.Add(random.Next(50));
            else
                set.Remove(random.Next(50));
        }
    }
}

using Weave.State;

namespace Weave.Runtime.Tests.State;

public class IdentityTableTests
{
    static readonly Codec mutable = CodecRegistry.Find(typeof(Node))!;
    static readonly Codec immutable = CodecRegistry.Find(typeof(Point))!;

    [Fact]
    public void An_object_that_comes_while_the_table_grows_is_known_afterwards()
    {
        for (var round = 0; round < 300; round++)
        {
            var table = new IdentityTable();
            var objects = new object[3000];
            for (var i = 0; i < objects.Length; i++)
            {
                // A look at what is known, between new ones, at another place in each round.
                Assert.Equal(i, table.FindOrAdd(objects[i] = new object()));
                if ((i + round) % 7 == 0)
                    Assert.Equal(i / 2, table.FindOrAdd(objects[i / 2]));
            }

            for (var i = 0; i < objects.Length; i++)
                Assert.Equal(i, table.FindOrAdd(objects[i]));
        }
    }

    [Theory]
    [InlineData(1, 40, 400)]
    [InlineData(2, 600, 120)]
    [InlineData(3, 5_000, 40)]
    [InlineData(4, 60_000, 10)]
    public void It_knows_what_a_dictionary_knows(int seed, int size, int encodings)
    {
        var random = new Random(seed);
        var table = new IdentityTable(random.Next(2 * size));
        var known = new Dictionary<object, Known>(ReferenceEqualityComparer.Instance);
        long nextId = 0;
        for (var encoding = 0; encoding < encodings; encoding++)
        {
            var before = known.Keys.ToArray();
            table.Begin();
            var added = new List<object>();
            var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
            for (var i = random.Next(size); i > 0; i--)
            {
                var value = random.Next(4) switch
                {
                    0 when before.Length > 0 => before[random.Next(before.Length)],
                    1 when added.Count > 0 => added[random.Next(added.Count)],
                    _ => random.Next(3) == 0 ? new Point(i, i) : (object)new Node(),
                };
                Visit(value);
            }

            if (random.Next(4) == 0)
                GC.Collect(random.Next(3), GCCollectionMode.Forced, blocking: true, compacting: true);
            switch (random.Next(12))
            {
                case 0:
                    table.Clear();
                    known.Clear();
                    break;
                case < 3:
                    table.Rollback();
                    added.ForEach(value => known.Remove(value));
                    break;
                case < 6:
                    // Most of it is kept, or hardly any: gaps are closed when there are many.
                    foreach (var value in before.Where(_ => random.Next(3) > 0))
                        Visit(value);
                    Commit(full: true);
                    break;
                default:
                    Commit(full: random.Next(2) == 0);
                    break;
            }

            CheckAll();

            void Commit(bool full)
            {
                foreach (var (value, _) in known.Where(k => !visited.Contains(k.Key) && (full || !k.Value.Codec.IsImmutable)).ToArray())
                    known.Remove(value);
                Assert.Equal(known.Sum(k => k.Value.Length + 3L), table.Commit(full));
            }

            void Visit(object value)
            {
                var isNew = !known.TryGetValue(value, out var expected);
                var at = table.FindOrAdd(value);
                ref var entry = ref table[at];
                Assert.Same(value, entry.Object);
                if (isNew)
                {
                    known[value] = expected = new Known(nextId++, encoding, at, value is Point ? immutable : mutable, random.Next(100));
                    added.Add(value);
                    (entry.Codec, entry.Length) = (expected.Codec, expected.Length);
                }

                Assert.Equal(expected.Id, entry.Id);
                Assert.Equal(expected.Codec, entry.Codec);
                if (visited.Add(value))
                    known[value] = expected with { At = at };
                else
                    Assert.Equal(expected.At, at);
                Assert.Equal(expected.Encoding < encoding, table.IsInChain(at));
                entry.Mark = table.Generation;
            }
        }

        void CheckAll()
        {
            var count = table.Count;
            var places = new HashSet<int>();
            foreach (var (value, expected) in known)
            {
                var at = table.FindOrAdd(value);
                Assert.Equal(expected.Id, table[at].Id);
                Assert.Equal(expected.Length, table[at].Length);
                Assert.Same(value, table[at].Object);
                Assert.True(places.Add(at));
            }

            Assert.Equal(count, table.Count);
            for (var i = 0; i < count; i++)
                Assert.Equal(places.Contains(i), table[i].Object is not null);
        }
    }

    /// <summary>What the table should know of an object; its place is the one it had in the encoding that saw it last.</summary>
    readonly record struct Known(long Id, int Encoding, int At, Codec Codec, int Length);
}

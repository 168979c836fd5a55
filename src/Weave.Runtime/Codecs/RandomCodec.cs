using System.Reflection;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>
/// <see cref="Random"/>: its state, so that the sequence goes on where it stood. The one that threads share stays that. Fields of the generators are reached by their place, so before the first one
/// is saved or loaded, the sequences of two are tried: where this version of .NET has them otherwise, that is an error of its own, never a guess.
/// </summary>
sealed class RandomCodec : ObjectCodec<Random>
{
    const ulong Shared = 0;
    const ulong Seeded = 1;
    const ulong Unseeded = 2;
    const int SeedSize = 56;

    static readonly FieldInfo? implementation = typeof(Random).GetField("_impl", BindingFlags.Instance | BindingFlags.NonPublic);
    static readonly Lazy<bool> fits = new(Fits);

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Random));

#pragma warning disable RS0030 // the run's own generators, which are saved here and draw nothing
    static Random TheShared => Random.Shared;

    static Random Empty => new();
#pragma warning restore RS0030

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Random value)
    {
        if (ReferenceEquals(value, TheShared))
        {
            writer.PutUInt64(Shared);
            return;
        }

        if (value.GetType() != typeof(Random))
            throw new NoCodecException(value.GetType());
        Ensure();
        WriteState(writer, value);
    }

    /// <inheritdoc/>
    public override Random Allocate(StateReader reader)
    {
        var kind = reader.GetUnsigned(Unseeded);
        if (kind == Shared)
            return TheShared;
        Ensure();
        return kind == Seeded ? new Random(0) : Empty;
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Random value)
    {
        if (ReferenceEquals(value, TheShared))
            return;
        if (Generator(value) is { } four && IsUnseeded(four))
        {
            var state = Unsafe.As<FourWords>(four);
            (state.A, state.B, state.C, state.D) = (reader.GetUInt64(), reader.GetUInt64(), reader.GetUInt64(), reader.GetUInt64());
            if ((state.A | state.B | state.C | state.D) == 0)
                throw reader.Corrupt("a random generator has no state");
            return;
        }

        var table = Unsafe.As<Table>(Generator(value));
        table.Next = (int)reader.GetUnsigned(SeedSize - 1);
        table.NextBehind = (int)reader.GetUnsigned(SeedSize - 1);
        Elements.Read(reader, table.Seeds.AsSpan());
    }

    static void WriteState(StateWriter writer, Random value)
    {
        var generator = Generator(value);
        if (IsUnseeded(generator))
        {
            var state = Unsafe.As<FourWords>(generator);
            writer.PutUInt64(Unseeded);
            foreach (var word in (ReadOnlySpan<ulong>)[state.A, state.B, state.C, state.D])
                writer.PutUInt64(word);
            return;
        }

        var table = Unsafe.As<Table>(generator);
        writer.PutUInt64(Seeded);
        writer.PutUInt64((uint)table.Next);
        writer.PutUInt64((uint)table.NextBehind);
        Elements.Write<int>(writer, table.Seeds);
    }

    static object Generator(Random value) => implementation!.GetValue(value)!;

    static bool IsUnseeded(object generator) => generator.GetType().Name == "XoshiroImpl";

    static void Ensure()
    {
        if (!fits.Value)
            throw new PlatformNotSupportedException("This version of .NET lays out Random in a way that Weave does not know.");
    }

    /// <summary>True if generators that were saved and loaded go on as those they were made from, for many rounds of their tables.</summary>
    static bool Fits()
    {
        if (implementation is null || nint.Size != 8 || Generator(Empty).GetType().Name != "XoshiroImpl" || Generator(new Random(0)).GetType().Name is not ("CompatSeedImpl" or "Net5CompatSeedImpl"))
            return false;
        var (before, after) = (new Random(12345), new Random(0));
        for (var i = 0; i < 30; i++)
            before.Next();
        var (from, to) = (Unsafe.As<Table>(Generator(before)), Unsafe.As<Table>(Generator(after)));
        if (from.Seeds is not { Length: SeedSize } || from.Next is < 0 or >= SeedSize || from.NextBehind is < 0 or >= SeedSize)
            return false;
        (to.Next, to.NextBehind) = (from.Next, from.NextBehind);
        from.Seeds.CopyTo(to.Seeds, 0);
        var (free, other) = (Empty, Empty);
        var (words, target) = (Unsafe.As<FourWords>(Generator(free)), Unsafe.As<FourWords>(Generator(other)));
        (target.A, target.B, target.C, target.D) = (words.A, words.B, words.C, words.D);
        for (var i = 0; i < 200; i++)
        {
            if (before.Next() != after.Next() || free.NextInt64() != other.NextInt64())
                return false;
        }

        return true;
    }

    /// <summary>The shape of the generator that a seed makes.</summary>
    sealed class Table
    {
        internal int[] Seeds = [];
        internal int Next;
        internal int NextBehind;
    }

    /// <summary>The shape of the one without a seed.</summary>
    sealed class FourWords
    {
        internal ulong A;
        internal ulong B;
        internal ulong C;
        internal ulong D;
    }
}

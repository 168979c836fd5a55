namespace Weave.Fuzz.Generation;

/// <summary>Random choices, the same for the same seed on every machine and every version of .NET.</summary>
sealed class Dice(ulong seed)
{
    ulong state = seed;

    /// <summary>The next 64 bits (SplitMix64).</summary>
    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int count) => (int)(Next() % (ulong)count);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>An index, as likely as its weight; -1 if nothing weighs anything.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        if (total == 0)
            return -1;
        var left = Below(total);
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        throw new InvalidOperationException("Weights changed while they were read.");
    }
}

using System.Buffers;

namespace Weave.Compression;

/// <summary>Collects small checkpoints of one module and trains a dictionary of them, in the background. A dictionary that fails or does not help is a reason for nothing.</summary>
sealed class DictionaryTrainer(Dictionaries dictionaries)
{
    /// <summary>Larger payloads need no dictionary.</summary>
    internal const int LargestSample = 4096;

    const int Samples = 256;
    const int SmallestDictionary = 1024;
    const int LargestDictionary = 16 << 10;
    const double LeastGain = 0.1;

    readonly Lock collecting = new();
    readonly List<nuint> lengths = [];
    readonly MemoryStream samples = new();
    volatile ZstdDictionary? dictionary;
    volatile bool closed;

    /// <summary>The dictionary, once there is one.</summary>
    internal ZstdDictionary? Dictionary => dictionary;

    /// <summary>The training under way or done: for tests.</summary>
    internal Task Training { get; private set; } = Task.CompletedTask;

    /// <summary>Another process trained it: a checkpoint of the module says so.</summary>
    internal void Learn(ZstdDictionary trained)
    {
        closed = true;
        dictionary ??= trained;
    }

    /// <summary>Takes a payload as an example. When there are enough of them they are trained from.</summary>
    internal void Offer(ReadOnlySpan<byte> payload)
    {
        if (closed || !Zstd.IsAvailable || payload.Length > LargestSample)
            return;
        lock (collecting)
        {
            if (closed)
                return;
            lengths.Add((nuint)payload.Length);
            samples.Write(payload);
            if (lengths.Count < Samples)
                return;
            closed = true;
        }

        Training = Task.Run(Train);
    }

    void Train()
    {
        try
        {
            // The last eighth is not trained from: it shows what the dictionary is worth.
            var all = samples.GetBuffer().AsSpan(0, (int)samples.Length);
            var trained = lengths.Count - (lengths.Count / 8);
            var used = 0;
            foreach (var length in lengths[..trained])
                used += (int)length;
            if (Zstd.Train(all[..used], lengths.ToArray().AsSpan(0, trained), Math.Clamp(used / 16, SmallestDictionary, LargestDictionary)) is not { } content)
                return;
            var found = dictionaries.Add(content);
            if (Gain(found, all[used..], trained) >= LeastGain)
                dictionary = found;
        }
        catch (Exception)
        {
            // The store may be closing. Checkpoints go on without.
        }
        finally
        {
            samples.SetLength(0);
            samples.Capacity = 0;
            lengths.Clear();
        }
    }

    double Gain(ZstdDictionary found, ReadOnlySpan<byte> rest, int from)
    {
        var total = rest.Length;
        var compressed = 0;
        for (var i = from; i < lengths.Count; i++)
        {
            var length = (int)lengths[i];
            var made = PayloadCompression.Compress(rest[..length], found, out var rented);
            compressed += made.IsEmpty ? length : made.Length;
            ArrayPool<byte>.Shared.Return(rented);
            rest = rest[length..];
        }

        return total == 0 ? 0 : 1 - ((double)compressed / total);
    }
}

using Weave.Codecs;
using Weave.State;
using Weave.Storage;

namespace Weave.Runtime.Tests.State;

public class HostileTests
{
    readonly TestSymbols symbols = new();

    [Fact]
    public void Random_bytes_behind_a_good_start()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = new byte[random.Next(8, 200)];
            random.NextBytes(bytes);
            "WVCP\u0001\0"u8.CopyTo(bytes);
            Tolerates(() => StrandDecoder.Decode([new StoredCheckpoint("0", 0, -1, EnvelopeTests.Sealed(bytes))], symbols));
        }
    }

    [Fact]
    public void Lengths_are_checked_before_anything_is_allocated()
    {
        foreach (var count in new byte[][] { [Wire.UInt32, 0x7F, 0xFF, 0xFF, 0xC0], [Wire.UInt32, 0x02, 0, 0, 0], [Wire.UInt64, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x7F] })
        {
            Refuses(new ArrayCodec<object>(), count);
            Refuses(new ArrayCodec<double>(), count);
            Refuses(new ListCodec<string>(), count);
            Refuses(new ListCodec<long>(), count);
            Refuses(new QueueCodec<string>(), count);
            Refuses(new StackCodec<int>(), count);
            Refuses(new LinkedListCodec<int>(), count);
            Refuses(new Array2DCodec<byte>(), [.. count, 0x01]);
            Refuses(new Array2DCodec<object>(), [.. count, .. count]);
            Refuses(new Array3DCodec<int>(), [.. count, .. count, .. count]);
            Refuses(new DictionaryCodec<int, int>(), [0, .. count, 0, 0]);
            Refuses(new DictionaryCodec<int, int>(), [0, 0, .. count, 0]);
            Refuses(new DictionaryCodec<int, int>(), [0, 0, 0, .. count]);
            Refuses(new HashSetCodec<Point>(), [0, .. count, 0, .. count]);
            Refuses(new StringCodec(), [Wire.Str32, .. count]);
            Refuses(new StringCodec(), [Wire.Ext32, .. count]);
            Refuses(new ExceptionObjectCodec(), [Wire.Bin32, .. count]);
        }
    }

    static void Refuses<T>(ObjectCodec<T> codec, byte[] body)
        where T : class
    {
        var reader = new StateReader(run: null);
        reader.MoveTo(body, 0, body.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CorruptStateException>(() => codec.ReadBody(reader, codec.Allocate(reader)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    internal static void Tolerates(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is CorruptStateException or ContractMismatchException or UnknownCheckpointVersionException or EncryptionKeyException)
        {
        }
    }

    internal static StoredCheckpoint Mutated(StoredCheckpoint stored, Random random) => stored with { Bytes = Mutated(stored.Bytes.ToArray(), random) };

    /// <summary>One to four changes, with a good CRC most of the time, so that they get past it.</summary>
    static byte[] Mutated(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0xC0 + random.Next(32)); break;
                case 3: bytes.RemoveAt(at); break;
                case 4: bytes.Insert(at, (byte)random.Next(256)); break;
                default:
                    if (random.Next(10) == 0 && at > 8)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count < 8)
                break;
        }

        var result = bytes.ToArray();
        return random.Next(10) > 0 && result.Length > 4 ? EnvelopeTests.Sealed(result) : result;
    }
}

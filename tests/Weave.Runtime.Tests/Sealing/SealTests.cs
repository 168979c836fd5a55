using System.Text;
using Weave.Checkpoints;
using Weave.Runtime.Tests.State;
using Weave.Sealing;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.Sealing.KeyRingTests;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.Sealing;

public class SealTests
{
    const string Run = "order-42";

    readonly TestSymbols symbols = new();

    StoredCheckpoint Checkpoint(string text) => new StrandEncoder(symbols).Encode([Frame(text)], Header(5) with { Blobs = [new string('a', 64)] }, CheckpointKind.Full);

    [Fact]
    public void A_sealed_checkpoint_comes_back_to_the_byte_and_shows_its_head_alone()
    {
        var plain = Checkpoint("a text that nobody may read");
        var seal = new StoreSeal(Ring(("k1", 1)));
        var closed = seal.Seal(plain);
        Assert.Equal(plain.Bytes.ToArray(), seal.Open(closed, Run).Bytes.ToArray());
        Assert.Equal(plain.Bytes.ToArray(), new StoreSeal(Ring(("k2", 2), ("k1", 1))).Open(closed, Run).Bytes.ToArray());
        var shown = Encoding.Latin1.GetString(closed.Bytes.Span);
        Assert.Contains(Run, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", shown, StringComparison.Ordinal);
        Assert.NotEqual(closed.Bytes.ToArray(), seal.Seal(plain).Bytes.ToArray());
        Assert.Equal("k1", Assert.Throws<EncryptionKeyException>(() => StrandDecoder.Decode([closed], symbols)).KeyId);
        Assert.Same(plain, new StoreSeal(null).Seal(plain));
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var seal = new StoreSeal(Ring(("k1", 1)));
        var closed = seal.Seal(Checkpoint("text"));
        var message = seal.Seal(new InboxMessage(Run, "step/1", MessageKind.StepOutcome, "0", "1", new byte[] { 1, 2, 3 }));
        for (var at = 0; at < closed.Bytes.Length; at++)
        {
            var bytes = closed.Bytes.ToArray();
            bytes[at] ^= 0x10;
            Assert.ThrowsAny<WeaveException>(() => StrandDecoder.Decode([seal.Open(closed with { Bytes = bytes }, Run)], symbols));
        }

        // What does not begin as something sealed is taken for something plain; its reader refuses it.
        for (var at = 4; at < message.Payload.Length; at++)
        {
            var bytes = message.Payload.ToArray();
            bytes[at] ^= 0x10;
            Assert.ThrowsAny<WeaveException>(() => seal.OpenMessage(Run, "step/1", bytes));
        }

        for (var length = 5; length < message.Payload.Length; length++)
            Assert.ThrowsAny<WeaveException>(() => seal.OpenMessage(Run, "step/1", message.Payload[..length]));
    }

    [Fact]
    public void What_stands_elsewhere_does_not_open()
    {
        var seal = new StoreSeal(Ring(("k1", 1)));
        var message = seal.Seal(new InboxMessage(Run, "step/1", MessageKind.StepOutcome, "0", "1", new byte[] { 1, 2, 3 }));
        Assert.Equal([1, 2, 3], seal.OpenMessage(Run, "step/1", message.Payload).ToArray());
        Assert.Throws<CorruptStateException>(() => seal.OpenMessage("order-43", "step/1", message.Payload));
        Assert.Throws<CorruptStateException>(() => seal.OpenMessage(Run, "step/2", message.Payload));
        Assert.Throws<CorruptStateException>(() => seal.OpenOutcome(Run, message.Payload));
    }

    [Fact]
    public void A_missing_key_and_another_one_of_its_name_are_told_apart_from_damage()
    {
        var closed = new StoreSeal(Ring(("k1", 1))).Seal(Checkpoint("text"));
        foreach (var (ring, words) in new[] { (null, "there are no keys"), (Ring(("k2", 2)), "does not hold (k2 (current))"), (Ring(("k2", 2), ("k1", 3)), "another key than the one") })
        {
            var error = Assert.Throws<EncryptionKeyException>(() => new StoreSeal(ring).Open(closed, Run));
            Assert.Equal(("k1", Run), (error.KeyId, error.Run));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
            Assert.Contains("HubOptions.Keys", error.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_nobody_has_opened_is_named_as_that()
    {
        var seal = new StoreSeal(Ring(("k1", 1)));
        var value = seal.SealOutcome(Run, StateBytes.Encode(5, symbols));
        var failure = seal.SealOutcome(Run, Codecs.ExceptionCodec.Encode(new InvalidOperationException("no")));
        Assert.Equal("k1", Assert.Throws<EncryptionKeyException>(() => StateBytes.Decode<int>(value, symbols)).KeyId);
        Assert.Equal("k1", Assert.Throws<EncryptionKeyException>(() => Codecs.ExceptionCodec.Decode(failure)).KeyId);
    }

    [Fact]
    public void Equal_blobs_are_sealed_alike_and_others_not()
    {
        var seal = new StoreSeal(Ring(("k1", 1)));
        var (one, two) = (new byte[100], new byte[100]);
        two[99] = 1;
        var (first, second) = (BlobHash.Of(one), BlobHash.Of(two));
        Assert.Equal(seal.SealBlob(one, first).ToArray(), seal.SealBlob(one, first).ToArray());
        Assert.NotEqual(seal.SealBlob(one, first)[^116..].ToArray(), seal.SealBlob(two, second)[^116..].ToArray());
        Assert.Equal(two, seal.OpenBlob(seal.SealBlob(two, second), second).ToArray());
        Assert.Throws<CorruptStateException>(() => seal.OpenBlob(seal.SealBlob(two, second), first));
    }
}

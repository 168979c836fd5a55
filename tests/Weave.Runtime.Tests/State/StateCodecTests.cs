using System.Net.Mail;
using Weave.Codecs;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

/// <summary>Codecs that users write for types of others.</summary>
public class StateCodecTests
{
    public StateCodecTests()
    {
        CodecRegistry.Add(new MailCodec());
        CodecRegistry.Add(new ProgressCodec());
    }

    [Fact]
    public void A_class_comes_back_with_identity_and_long_texts()
    {
        var mail = new MailAddress("someone@example.org", new string('n', 100));
        var copy = Copy<object[]>([mail, mail, new List<object> { mail }]);
        Assert.Equal(mail, copy[0]);
        Assert.Equal(mail.DisplayName, ((MailAddress)copy[0]).DisplayName);
        Assert.Same(copy[0], copy[1]);
        Assert.Same(copy[0], ((List<object>)copy[2])[0]);
    }

    [Fact]
    public void Objects_come_after_the_values_so_that_cycles_survive()
    {
        CodecRegistry.Add(new RingCodec());
        var ring = new Ring("a");
        ring.Next = new Ring("b") { Next = ring };
        var copy = Copy(ring);
        Assert.Equal(("a", "b"), (copy.Name, copy.Next!.Name));
        Assert.Same(copy, copy.Next.Next);
    }

    [Fact]
    public void A_struct_is_written_in_place() => Assert.Equal(new Progress(3, "x"), Copy(new Progress(3, "x")));

    [Fact]
    public void An_object_among_the_values_is_refused_when_it_is_written()
    {
        CodecRegistry.Add(new HastyCodec());
        var error = Assert.Throws<InvalidOperationException>(() => Copy(new Hasty()));
        Assert.Contains("WriteObjects", error.Message, StringComparison.Ordinal);
        Assert.Equal("fine", Copy("fine"));
    }

    [Fact]
    public void A_codec_that_does_not_read_what_it_writes_is_refused_when_it_writes()
    {
        CodecRegistry.Add(new ForgetfulCodec());
        var error = Assert.Throws<InvalidOperationException>(() => Copy(new Forgetful()));
        Assert.Contains("ForgetfulCodec does not read the values that it writes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_is_refused_and_not_misread()
    {
        var symbols = new TestSymbols();
        var bytes = StateBytes.Encode<object>(new MailAddress("a@b.org"), symbols);
        symbols.Replace("{codec 1}", "{codec 2}");
        Assert.Throws<ContractMismatchException>(() => StateBytes.Decode<object>(bytes, symbols.Fresh()));
    }

    sealed class MailCodec : ClassCodec<MailAddress>
    {
        protected override void WriteValues(StateWriter writer, MailAddress value)
        {
            writer.Put(value.Address);
            writer.Put(value.DisplayName);
        }

        protected override MailAddress Create(StateReader reader) => new(reader.Get<string>(), reader.Get<string>());
    }

    readonly record struct Progress(int Done, string Text);

    sealed class ProgressCodec : ValueCodec<Progress>
    {
        protected override void WriteValue(StateWriter writer, Progress value)
        {
            writer.Put(value.Done);
            writer.Put(value.Text);
        }

        protected override Progress ReadValue(StateReader reader) => new(reader.Get<int>(), reader.Get<string>());
    }

    sealed class Ring(string name)
    {
        public string Name { get; } = name;

        public Ring? Next { get; set; }
    }

    sealed class RingCodec : ClassCodec<Ring>
    {
        protected override void WriteValues(StateWriter writer, Ring value) => writer.Put(value.Name);

        protected override Ring Create(StateReader reader) => new(reader.Get<string>());

        protected override void WriteObjects(StateWriter writer, Ring value) => writer.Put(value.Next);

        protected override void ReadObjects(StateReader reader, Ring value) => value.Next = reader.Get<Ring?>();
    }

    sealed class Hasty
    {
        public List<int> Items { get; } = [];
    }

    sealed class HastyCodec : ClassCodec<Hasty>
    {
        protected override void WriteValues(StateWriter writer, Hasty value) => writer.Put(value.Items);

        protected override Hasty Create(StateReader reader) => new();
    }

    sealed class Forgetful;

    sealed class ForgetfulCodec : ClassCodec<Forgetful>
    {
        protected override void WriteValues(StateWriter writer, Forgetful value) => writer.Put(1);

        protected override Forgetful Create(StateReader reader) => new();
    }
}

using System.Text;
using Weave.State;

namespace Weave.Codecs;

/// <summary>The encodings that every process has: UTF-8, UTF-16, UTF-32, ASCII, Latin-1, each with or without a byte order mark, replacing or refusing what is malformed.</summary>
sealed class EncodingCodec : ObjectCodec<Encoding>
{
    const int Marked = 1;
    const int Strict = 2;

    static readonly Encoding[] wellKnown = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.ASCII, Encoding.Latin1];

    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Encoding));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Encoding value)
    {
        for (var i = 0; i < wellKnown.Length; i++)
        {
            if (ReferenceEquals(wellKnown[i], value))
            {
                writer.PutUInt64((uint)i);
                return;
            }
        }

        var flags = (value.Preamble.Length > 0 ? Marked : 0) | (value.DecoderFallback is DecoderExceptionFallback ? Strict : 0);
        if (!value.Equals(Make(value.CodePage, flags)))
            throw new NoCodecException(value.GetType(), "an encoding that not every process has");
        writer.PutInt64(-value.CodePage);
        writer.PutUInt64((uint)flags);
    }

    /// <inheritdoc/>
    public override Encoding Allocate(StateReader reader)
    {
        var number = reader.GetInteger(-65535, wellKnown.Length - 1);
        if (number >= 0)
            return wellKnown[number];
        return Make((int)-number, (int)reader.GetUnsigned(Marked | Strict)) ?? throw reader.Corrupt($"no encoding has the code page {-number}");
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Encoding value)
    {
    }

    static Encoding? Make(int codePage, int flags)
    {
        var (marked, strict) = ((flags & Marked) != 0, (flags & Strict) != 0);
        return codePage switch
        {
            65001 => new UTF8Encoding(marked, strict),
            1200 => new UnicodeEncoding(bigEndian: false, marked, strict),
            1201 => new UnicodeEncoding(bigEndian: true, marked, strict),
            12000 => new UTF32Encoding(bigEndian: false, marked, strict),
            12001 => new UTF32Encoding(bigEndian: true, marked, strict),
            20127 => new ASCIIEncoding(),
            _ => null,
        };
    }
}

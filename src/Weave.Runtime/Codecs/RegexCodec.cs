using System.Text.RegularExpressions;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Regex"/>: pattern, options, time limit.</summary>
sealed class RegexCodec : ObjectCodec<Regex>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Regex));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Regex value)
    {
        writer.PutText(value.ToString());
        writer.PutInt64((int)value.Options);
        writer.Put(value.MatchTimeout);
    }

    /// <inheritdoc/>
    public override Regex Allocate(StateReader reader)
    {
        var pattern = reader.GetText() ?? throw reader.Corrupt("a pattern is missing");
        var options = (RegexOptions)reader.Get<int>();
        var limit = reader.Get<TimeSpan>();
        try
        {
            return new Regex(pattern, options, limit);
        }
        catch (ArgumentException error)
        {
            throw reader.Corrupt($"a pattern is malformed ({error.Message})");
        }
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Regex value)
    {
    }
}

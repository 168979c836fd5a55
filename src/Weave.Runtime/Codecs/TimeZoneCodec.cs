using System.Runtime.Serialization;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="TimeZoneInfo"/> with its rules: a machine that knows the zone otherwise, or not at all, goes on with those that the run began with. UTC stays that.</summary>
sealed class TimeZoneCodec : ObjectCodec<TimeZoneInfo>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(TimeZoneInfo));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, TimeZoneInfo value)
    {
        if (ReferenceEquals(value, TimeZoneInfo.Utc))
            writer.PutNil();
        else
            writer.PutText(value.ToSerializedString());
    }

    /// <inheritdoc/>
    public override TimeZoneInfo Allocate(StateReader reader)
    {
        if (reader.GetText() is not { } text)
            return TimeZoneInfo.Utc;
        try
        {
            return TimeZoneInfo.FromSerializedString(text);
        }
        catch (Exception error) when (error is SerializationException or ArgumentException)
        {
            throw reader.Corrupt($"a time zone is malformed ({error.Message})");
        }
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, TimeZoneInfo value)
    {
    }
}

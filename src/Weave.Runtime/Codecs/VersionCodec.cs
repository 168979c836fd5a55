using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Version"/>; parts that are not there are -1.</summary>
sealed class VersionCodec : ObjectCodec<Version>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Version));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Version value)
    {
        writer.Put(value.Major);
        writer.Put(value.Minor);
        writer.Put(value.Build);
        writer.Put(value.Revision);
    }

    /// <inheritdoc/>
    public override Version Allocate(StateReader reader)
    {
        var (major, minor, build, revision) = (reader.Get<int>(), reader.Get<int>(), reader.Get<int>(), reader.Get<int>());
        if (major < 0 || minor < 0 || build < -1 || revision < -1 || (build < 0 && revision >= 0))
            throw reader.Corrupt("a version is out of range");
        return build < 0 ? new Version(major, minor) : revision < 0 ? new Version(major, minor, build) : new Version(major, minor, build, revision);
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Version value)
    {
    }
}

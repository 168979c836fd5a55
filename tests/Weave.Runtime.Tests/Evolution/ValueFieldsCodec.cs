using Weave.State;

namespace Weave.Runtime.Tests.Evolution;

/// <summary>A struct's codec as the generator would write it.</summary>
sealed class ValueFieldsCodec<T>(string schema, Action<StateWriter, T> write, Func<StateReader, T> read) : Codec<T>
    where T : struct
{
    public override string Schema => schema;

    public override void Write(StateWriter writer, T value) => write(writer, value);

    public override T Read(StateReader reader) => read(reader);
}

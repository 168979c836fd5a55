using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Runtime.Tests.Evolution;

/// <summary>A class's codec as the generator would write it.</summary>
sealed class FieldsCodec<T>(string schema, Action<StateWriter, T> write, Action<StateReader, T> read) : ObjectCodec<T>
    where T : class
{
    public override string Schema => schema;

    public override void WriteBody(StateWriter writer, T value) => write(writer, value);

    public override T Allocate(StateReader reader) => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    public override void ReadBody(StateReader reader, T value) => read(reader, value);
}

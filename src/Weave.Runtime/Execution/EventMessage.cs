using Weave.Storage;

namespace Weave.Execution;

/// <summary>An event as an inbox message: its name is the subject, its value the payload.</summary>
static class EventMessage
{
    const string Prefix = "event/";

    /// <summary>The message of an event.</summary>
    /// <param name="run">The run.</param>
    /// <param name="id">Names the event within the run.</param>
    /// <param name="name">What the run waits for.</param>
    /// <param name="value">The encoded value.</param>
    public static InboxMessage Of(string run, string id, string name, byte[] value) => new(run, Prefix + id, MessageKind.Event, null, name, value);

    /// <summary>Whether a message with this id is an event.</summary>
    public static bool Is(string messageId) => messageId.StartsWith(Prefix, StringComparison.Ordinal);
}

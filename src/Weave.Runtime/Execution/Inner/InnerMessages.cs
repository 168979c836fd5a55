using System.Text;
using Weave.Storage;

namespace Weave.Execution;

/// <summary>What the runs of one stack of frames tell each other.</summary>
static class InnerMessages
{
    const string Away = "inner/";
    const string Took = "took/";
    const string CallerId = "caller";

    /// <summary>In the caller's inbox for as long as its inner frames are away: what says that <paramref name="inner"/> is to run at all.</summary>
    public static InboxMessage Marker(string caller, string inner) => new(caller, MarkerId(inner), MessageKind.Inner, null, inner, default);

    public static string MarkerId(string inner) => Away + inner;

    /// <summary>In the inner run's inbox: whom it has to tell if it is dropped before anybody reads its frames.</summary>
    public static InboxMessage Caller(string inner, string caller) => new(inner, CallerId, MessageKind.Inner, null, caller, default);

    /// <summary>In the inbox of the run that an event was raised for: an inner run has taken it.</summary>
    public static InboxMessage Taken(string root, string eventId) =>
        new(root, Took + BlobHash.Of(Encoding.UTF8.GetBytes(eventId)).Hex, MessageKind.Inner, null, eventId, default);

    /// <summary>What the inner run came to under this claim: one that failed and is resumed comes to something else.</summary>
    public static InboxMessage Result(string caller, string inner, long epoch, byte[] payload) => new(caller, $"{Away}{inner}/result/{epoch}", MessageKind.ChildResult, null, inner, payload);

    /// <summary>Has the inner run resumed because its caller is.</summary>
    public static InboxMessage Resume(string inner, long epoch, string subject) => new(inner, $"resume/caller/{epoch}", MessageKind.Resume, null, subject, default);

    public static bool IsTaken(InboxMessage message) => message.Kind == MessageKind.Inner && message.Id.StartsWith(Took, StringComparison.Ordinal);

    /// <summary>The inner run that the inbox says is away, or null.</summary>
    public static string? InnerIn(IReadOnlyList<InboxMessage> inbox) =>
        inbox.FirstOrDefault(static m => m.Kind == MessageKind.Inner && m.Id.StartsWith(Away, StringComparison.Ordinal))?.Subject;

    /// <summary>The run that waits for the one whose inbox this is, or null.</summary>
    public static string? CallerIn(IReadOnlyList<InboxMessage> inbox) => inbox.FirstOrDefault(static m => m is { Kind: MessageKind.Inner, Id: CallerId })?.Subject;
}

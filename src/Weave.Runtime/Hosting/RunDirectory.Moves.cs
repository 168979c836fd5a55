using Weave.Storage;

namespace Weave;

/// <content>Requests to move a run, by messages.</content>
sealed partial class RunDirectory
{
    /// <summary>Asks for a run to move, by a message to whoever has it, and waits for what comes of it: null once the hub has it, else why it has not moved.</summary>
    public async Task<string?> AskToMoveAsync(string id, string target, string request, CancellationToken cancel)
    {
        var record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        if (record.State.IsFinal())
            return $"it is {record.State}";
        if (record.Owner == target)
            return null;
        using var watch = Claims.Watch(id);
        await Store.AppendAsync(new InboxMessage(id, request, MessageKind.Move, null, target, default), cancel).ConfigureAwait(false);
        while (true)
        {
            record = await Store.FindAsync(id, cancel).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
            if (record.Owner == target)
                return null;
            if (record.State.IsFinal())
                return $"it is {record.State}";
            if ((await Store.InboxAsync(id, cancel).ConfigureAwait(false)).FirstOrDefault(m => m.Id == AnswerId(request)) is { } answer)
                return answer.Subject;
            await watch.ChangedAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Names the answer to a request to move.</summary>
    public static string AnswerId(string request) => request + Answer;

    /// <summary>What the id of an answer ends in.</summary>
    public const string Answer = "/answer";
}

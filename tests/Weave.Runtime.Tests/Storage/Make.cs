using System.Text;
using Weave.Storage;

namespace Weave.Runtime.Tests.Storage;

/// <summary>Short ways to the records that a store takes.</summary>
static class Make
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static NewRun Run(string id, string function = "Ns.F()", string arguments = "") =>
        new(id, function, BlobHash.Of(Bytes(arguments)), Full(0, "entry of " + id));

    public static StoredCheckpoint Full(long sequence, string content, string strand = "0") => new(strand, sequence, -1, Bytes(content));

    public static StoredCheckpoint Delta(long sequence, long on, string content, string strand = "0") => new(strand, sequence, on, Bytes(content));

    public static InboxMessage Event(string run, string id, string payload = "") => Message(run, id, MessageKind.Event, payload);

    public static InboxMessage Message(string run, string id, MessageKind kind, string payload = "", string? strand = null) =>
        new(run, id, kind, strand, "subject of " + id, Bytes(payload));

    public static async Task<RunClaim> Claimed(this IRunStore store, string run, string hub = "hub")
    {
        await store.CreateAsync(Run(run));
        return (await store.ClaimAsync(run, hub, Lease))!;
    }

    public static async Task<List<string>> Ids(this IRunStore store, RunQuery? query = null)
    {
        var ids = new List<string>();
        await foreach (var record in store.QueryAsync(query ?? new()))
            ids.Add(record.Run);
        return ids;
    }

    public static async Task<string[]> Contents(this IRunStore store, string run) =>
        [.. (await store.LoadAsync(run)).Checkpoints.Select(c => $"{c.Strand}:{c.Sequence}:{c.Base}:{Text(c.Bytes)}")];

    public static async Task<string[]> Messages(this IRunStore store, string run) => [.. (await store.InboxAsync(run)).Select(m => m.Id)];
}

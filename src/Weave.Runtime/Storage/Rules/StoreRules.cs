using System.Text;

namespace Weave.Storage;

/// <summary>What every store checks before it writes, so that all of them refuse the same things.</summary>
static class StoreRules
{
    const int MaxIdLength = 1024;

    /// <summary>How long a blob that nobody names is kept: between being put and being named it must not go.</summary>
    public static readonly TimeSpan BlobGrace = TimeSpan.FromHours(1);

    /// <summary>How many blobs one write collects at most: it shall not take long because many are due.</summary>
    public const int CollectedAtOnce = 16;

    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Refuses names that two different strings could share once they are bytes: the idempotence of create and append stands on them.</summary>
    public static void CheckName(string? name, string what)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException($"A {what} cannot be empty.");
        if (name.Length > MaxIdLength)
            throw new ArgumentException($"A {what} has at most {MaxIdLength} characters; this one has {name.Length}.");
        CheckText(name, what);
    }

    public static void CheckText(string? text, string what)
    {
        ArgumentNullException.ThrowIfNull(text, what);
        if (text.Contains('\0'))
            throw new ArgumentException($"A {what} cannot contain a NUL character.");
        try
        {
            Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"A {what} must be well-formed Unicode: it has half of a surrogate pair.", e);
        }
    }

    public static void Check(NewRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        CheckName(run.Run, "run id");
        CheckName(run.Function, "function id");
        CheckHash(run.Arguments);
        CheckCheckpoint(run.Checkpoint);
        CheckUpgrade(run.Upgrade);
        if (run.Trace is { } trace)
            CheckText(trace, "trace");
        CheckNeeds(run.Needs);
        if (run.Module is { } module)
            CheckHash(module);
        if (run.Checkpoint.Base != -1)
            throw new ArgumentException("The first checkpoint of a run is a full one.");
    }

    public static void Check(InboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        CheckName(message.Run, "run id");
        CheckName(message.Id, "message id");
        CheckText(message.Subject, "subject");
        if (message.Strand is not null)
            CheckName(message.Strand, "strand id");
        if (!Enum.IsDefined(message.Kind))
            throw new ArgumentException($"{message.Kind} is no kind of message.");
    }

    public static void Check(CommitBatch batch)
    {
        foreach (var checkpoint in batch.Checkpoints)
            CheckCheckpoint(checkpoint);
        foreach (var strand in batch.EndedStrands)
            CheckName(strand, "strand id");
        foreach (var id in batch.Consumed)
            CheckName(id, "message id");
        foreach (var message in batch.Outgoing)
            Check(message);
        foreach (var timer in batch.Timers)
        {
            CheckName(timer.Strand, "strand id");
            CheckText(timer.Key, "timer key");
        }

        if (batch.Module is { } module)
            CheckHash(module);
        if (batch.Needs is { } needs)
            CheckNeeds(needs);
        if (batch.Handover is { } target)
            CheckName(target, "hub id");
        if (batch.Handover is not null && batch.State?.IsFinal() == true)
            throw new ArgumentException("A run that ends is handed to nobody.");
        if (batch.State is { } state && !Enum.IsDefined(state))
            throw new ArgumentException($"{state} is no state of a run.");
        if (!batch.Outcome.IsEmpty && batch.State?.IsFinal() != true)
            throw new ArgumentException("An outcome comes with a final state.");
    }

    /// <summary>A checkpoint must extend its strand's chain, or the chain could not be read back.</summary>
    /// <param name="checkpoint">The new one.</param>
    /// <param name="last">The newest sequence of the strand, or null when it has none.</param>
    /// <param name="baseExists">Whether the checkpoint that a delta builds on is stored.</param>
    public static void CheckChain(StoredCheckpoint checkpoint, long? last, bool baseExists)
    {
        if (checkpoint.Sequence <= last)
            throw new ArgumentException($"Checkpoint {checkpoint.Sequence} of strand '{checkpoint.Strand}' does not come after {last}.");
        if (checkpoint.Base != -1 && !baseExists)
            throw new ArgumentException($"Checkpoint {checkpoint.Sequence} of strand '{checkpoint.Strand}' builds on {checkpoint.Base}, which is not stored.");
    }

    public static void CheckHash(BlobHash hash)
    {
        if (hash.Hex is not { Length: 64 } hex || !hex.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("A hash is 64 lower-case hexadecimal digits.");
    }

    /// <summary>When a lease that starts now ends; <see cref="Timeout.InfiniteTimeSpan"/> never does.</summary>
    public static DateTimeOffset LeaseEnd(DateTimeOffset now, TimeSpan lease)
    {
        if (lease == Timeout.InfiniteTimeSpan)
            return DateTimeOffset.MaxValue;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        return lease < DateTimeOffset.MaxValue - now ? now + lease : DateTimeOffset.MaxValue;
    }

    public static InvalidOperationException OwnersOnly() =>
        new("This store was opened as a client: it creates runs, reads and appends. Claims and commits need StoreAccess.Owner.");

    /// <summary>Refuses what a hub announces when it could be mistaken.</summary>
    public static void Check(HubInfo hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        CheckName(hub.Id, "hub id");
        CheckText(hub.Address, "address");
        CheckText(hub.Host, "host");
        CheckText(hub.Socket, "socket");
        CheckNeeds(hub.Offers);
    }

    /// <summary>Whether a hub that offers this may run what needs that.</summary>
    public static bool Fits(IEnumerable<string> needs, IReadOnlyCollection<string> offers) => needs.All(offers.Contains);

    static void CheckNeeds(IReadOnlyList<string> needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        foreach (var need in needs)
            CheckName(need, "need");
    }

    static void CheckUpgrade(UpgradePolicy upgrade)
    {
        if (!Enum.IsDefined(upgrade))
            throw new ArgumentException($"{upgrade} is no upgrade policy.");
    }

    static void CheckCheckpoint(StoredCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        CheckName(checkpoint.Strand, "strand id");
        ArgumentOutOfRangeException.ThrowIfNegative(checkpoint.Sequence, "sequence");
        foreach (var blob in checkpoint.Blobs)
            CheckHash(blob);
        if (checkpoint.Base < -1 || checkpoint.Base >= checkpoint.Sequence)
            throw new ArgumentException($"Checkpoint {checkpoint.Sequence} cannot build on {checkpoint.Base}.");
    }
}
